using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitesDesMetiers.Core.Settings;

internal sealed class SettingsMapping : IEntityTypeConfiguration<NewsletterSettings>
{
    public void Configure(EntityTypeBuilder<NewsletterSettings> builder)
    {
        builder.ToTable("Settings");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.NewsletterName).HasMaxLength(60);
        builder.Property(s => s.NetworkName).HasMaxLength(120);
        builder.Ignore(s => s.Newsletter);
        builder.Ignore(s => s.Network);
        builder.Ignore(s => s.Publisher);
        builder.Ignore(s => s.Look);
        builder.Property(s => s.NetworkWebSite).HasMaxLength(WebAddress.MaxLength);
        builder.Property(s => s.PublisherName).HasMaxLength(200);
        builder.Property(s => s.PublisherAddress).HasMaxLength(500);
        builder.Property(s => s.PublicationDirector).HasMaxLength(200);
        builder.Property(s => s.HostedBy).HasMaxLength(500);
        builder.Property(s => s.ContactAddress).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(s => s.PrivacyAddress).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(s => s.SubscriptionCall).HasMaxLength(500);
        builder.Property(s => s.Salutation).HasMaxLength(200);
        builder.Property(s => s.ContactNotice).HasMaxLength(500);
        builder.Property(s => s.Closing).HasMaxLength(500);
        builder.Property(s => s.Team).HasMaxLength(Issue.TeamLength);
        builder.Property(s => s.TestAddresses).HasMaxLength(NewsletterSettings.TestAddressesLength);
        builder.Property(s => s.Masthead).HasMaxLength(NewsletterSettings.MastheadLength);
        builder.HasOne(s => s.Logo).WithMany().HasForeignKey(s => s.LogoId).OnDelete(DeleteBehavior.SetNull);
        builder.Property(s => s.LinkColour).HasConversion(c => c!.Value, v => Colour.Parse(v)).HasMaxLength(7).IsUnicode(false);
        builder.Property(s => s.DateColour).HasConversion(c => c!.Value, v => Colour.Parse(v)).HasMaxLength(7).IsUnicode(false);
    }
}
