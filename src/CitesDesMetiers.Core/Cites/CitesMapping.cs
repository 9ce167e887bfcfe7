using CitesDesMetiers.Core.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitesDesMetiers.Core.Cites;

internal sealed class CitesMapping :
    IEntityTypeConfiguration<Cite>, IEntityTypeConfiguration<Contact>, IEntityTypeConfiguration<StaffMove>
{
    public void Configure(EntityTypeBuilder<Cite> builder)
    {
        builder.Property(c => c.Name).HasMaxLength(Cite.NameLength);
        builder.Property(c => c.Slug).HasMaxLength(80);
        builder.Property(c => c.City).HasMaxLength(Cite.NameLength);
        builder.Property(c => c.Region).HasMaxLength(Cite.NameLength);
        builder.Property(c => c.Country).HasMaxLength(2);
        builder.Property(c => c.TimeZone).HasMaxLength(60);
        builder.Property(c => c.WebSite).HasMaxLength(WebAddress.MaxLength);
        builder.Property(c => c.Presentation).HasMaxLength(1_000);
        builder.Property(c => c.OldNames).HasMaxLength(Cite.OldNamesLength);
        builder.HasIndex(c => c.Slug).IsUnique();
        builder.HasMany(c => c.Contacts).WithOne(c => c.Cite).HasForeignKey(c => c.CiteId);
    }

    public void Configure(EntityTypeBuilder<Contact> builder)
    {
        builder.Property(c => c.Name).HasMaxLength(Contact.NameLength);
        builder.Property(c => c.Role).HasMaxLength(Contact.NameLength);
        builder.Property(c => c.Address).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(c => c.Phone).HasMaxLength(40);
    }

    public void Configure(EntityTypeBuilder<StaffMove> builder)
    {
        builder.Property(m => m.Person).HasMaxLength(Contact.NameLength);
        builder.Property(m => m.Post).HasMaxLength(200);
        builder.Property(m => m.Wording).HasMaxLength(StaffMove.WordingLength);
        builder.Property(m => m.ReplacedBy).HasMaxLength(Contact.NameLength);
        builder.Property(m => m.Address).HasMaxLength(EmailAddress.MaxLength);
        builder.HasOne(m => m.Cite).WithMany().HasForeignKey(m => m.CiteId);
    }
}
