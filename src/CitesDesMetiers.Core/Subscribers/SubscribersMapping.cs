using CitesDesMetiers.Core.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitesDesMetiers.Core.Subscribers;

internal sealed class SubscribersMapping :
    IEntityTypeConfiguration<Subscriber>, IEntityTypeConfiguration<ConsentEvent>, IEntityTypeConfiguration<Suppression>,
    IEntityTypeConfiguration<StoredKey>, IEntityTypeConfiguration<Release>
{
    public void Configure(EntityTypeBuilder<Subscriber> builder)
    {
        builder.Property(s => s.Address).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(s => s.NormalisedAddress).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(s => s.AddressKey).HasMaxLength(64).IsUnicode(false);
        builder.Property(s => s.Language).HasMaxLength(10);
        builder.Property(s => s.Organisation).HasMaxLength(200);
        builder.Property(s => s.ConfirmationHash).HasMaxLength(32);
        builder.Property(s => s.NewAddress).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(s => s.NewAddressHash).HasMaxLength(32);
        builder.Property(s => s.AccessHash).HasMaxLength(32);
        builder.HasOne(s => s.Cite).WithMany().HasForeignKey(s => s.CiteId);
        builder.HasMany(s => s.Themes).WithMany().UsingEntity(join => join.ToTable("SubscriberThemes"));
        builder.HasIndex(s => s.NormalisedAddress).IsUnique();
        builder.HasIndex(s => s.PublicId).IsUnique();
        builder.HasIndex(s => s.ConfirmationHash).HasFilter("ConfirmationHash IS NOT NULL");
        builder.HasIndex(s => s.NewAddressHash).HasFilter("NewAddressHash IS NOT NULL");
        builder.HasIndex(s => s.AccessHash).HasFilter("AccessHash IS NOT NULL");
        builder.HasIndex(s => s.ImportId);

        // The filters of the list of a million subscribers, each with the order by address; the order by date is that of the rows. Filters
        // that are combined with a Cité use its index too.
        builder.HasIndex(s => s.State);
        builder.HasIndex(s => s.Language);
        builder.HasIndex(s => new { s.State, s.NormalisedAddress });
        builder.HasIndex(s => new { s.CiteId, s.NormalisedAddress, s.State, s.Language });
        builder.HasIndex(s => new { s.Language, s.NormalisedAddress });
        builder.HasIndex(s => s.Organisation);
        builder.HasIndex(s => new { s.State, s.LastContactAt });
        builder.HasIndex(s => s.AddressKey);
        builder.HasMany(s => s.ConsentEvents).WithOne().HasForeignKey(e => e.SubscriberId);
    }

    public void Configure(EntityTypeBuilder<ConsentEvent> builder)
    {
        builder.Property(e => e.Address).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(e => e.Language).HasMaxLength(10);
        builder.Property(e => e.Wording).HasMaxLength(2_000);
        builder.Property(e => e.Detail).HasMaxLength(ConsentEvent.DetailLength);
        builder.Property(e => e.FormVersion).HasMaxLength(20);
        builder.Property(e => e.PolicyVersion).HasMaxLength(20);
    }

    public void Configure(EntityTypeBuilder<Suppression> builder)
    {
        builder.Property(s => s.AddressKey).HasMaxLength(64).IsUnicode(false);
        builder.Property(s => s.Status).HasMaxLength(12);
        builder.HasIndex(s => s.AddressKey).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Release> builder)
    {
        builder.Property(r => r.AddressKey).HasMaxLength(64).IsUnicode(false);
        builder.Property(r => r.Status).HasMaxLength(12);
        builder.Property(r => r.ByName).HasMaxLength(Release.NameLength);
        builder.Property(r => r.Why).HasMaxLength(Release.WhyLength);
        builder.HasIndex(r => r.AddressKey);
    }

    public void Configure(EntityTypeBuilder<StoredKey> builder)
    {
        builder.Property(k => k.Name).HasMaxLength(60);
        builder.Property(k => k.Value).HasMaxLength(2000);
        builder.Property(k => k.Root).HasMaxLength(StoredKey.RootLength).IsUnicode(false);
        builder.HasIndex(k => k.Name).IsUnique();
    }
}
