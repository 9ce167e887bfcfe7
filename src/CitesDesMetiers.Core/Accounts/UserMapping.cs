using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitesDesMetiers.Core.Accounts;

internal sealed class UserMapping : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.Property(u => u.DisplayName).HasMaxLength(Cites.Contact.NameLength);
        builder.HasOne(u => u.Cite).WithMany().HasForeignKey(u => u.CiteId);
    }
}
