using CitesDesMetiers.Core.Cites;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitesDesMetiers.Core.Accounts;

internal sealed class UserMapping :
    IEntityTypeConfiguration<User>, IEntityTypeConfiguration<IdentityUserLogin<int>>, IEntityTypeConfiguration<IdentityUserToken<int>>,
    IEntityTypeConfiguration<SetUpToken>
{
    /// <summary>
    /// SQL Server keys hold 900 bytes. The length is set here, since Identity's options reach the model only where the application's
    /// services exist, and the model must be the same everywhere.
    /// </summary>
    private const int KeyLength = 128;

    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.Property(u => u.DisplayName).HasMaxLength(Contact.NameLength);
        builder.Property(u => u.CalendarHash).HasMaxLength(32);
        builder.HasIndex(u => u.CalendarHash).IsUnique();
        builder.Ignore(u => u.IsBlocked);
        builder.Ignore(u => u.IsStaff);
        builder.HasOne(u => u.Cite).WithMany().HasForeignKey(u => u.CiteId);
    }

    public void Configure(EntityTypeBuilder<IdentityUserLogin<int>> builder)
    {
        builder.Property(l => l.LoginProvider).HasMaxLength(KeyLength);
        builder.Property(l => l.ProviderKey).HasMaxLength(KeyLength);
    }

    public void Configure(EntityTypeBuilder<IdentityUserToken<int>> builder)
    {
        builder.Property(t => t.LoginProvider).HasMaxLength(KeyLength);
        builder.Property(t => t.Name).HasMaxLength(KeyLength);
    }

    public void Configure(EntityTypeBuilder<SetUpToken> builder)
    {
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Hash).HasMaxLength(32);
    }
}
