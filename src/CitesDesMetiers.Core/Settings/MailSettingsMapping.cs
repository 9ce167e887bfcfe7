using CitesDesMetiers.Core.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitesDesMetiers.Core.Settings;

internal sealed class MailSettingsMapping : IEntityTypeConfiguration<MailSettings>
{
    public void Configure(EntityTypeBuilder<MailSettings> builder)
    {
        builder.ToTable("MailSettings");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.SenderName).HasMaxLength(MailSettings.NameLength);
        builder.Property(s => s.SenderAddress).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(s => s.ReplyTo).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(s => s.RelayHost).HasMaxLength(MailSettings.HostLength);
        builder.Property(s => s.RelayUser).HasMaxLength(MailSettings.UserLength);
    }
}
