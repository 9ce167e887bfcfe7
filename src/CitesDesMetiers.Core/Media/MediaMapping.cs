using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitesDesMetiers.Core.Media;

internal sealed class MediaMapping : IEntityTypeConfiguration<MediaFile>, IEntityTypeConfiguration<MediaVariant>
{
    public void Configure(EntityTypeBuilder<MediaFile> builder)
    {
        builder.Property(m => m.Hash).HasMaxLength(64).IsUnicode(false);
        builder.Property(m => m.Extension).HasMaxLength(4).IsUnicode(false);
        builder.Ignore(m => m.Name).Ignore(m => m.IsWaiting).Ignore(m => m.MailPath).Ignore(m => m.LargePath).Ignore(m => m.ThumbnailPath);
        builder.Property(m => m.AlternativeText).HasMaxLength(MediaFile.AlternativeTextLength);
        builder.Property(m => m.Credit).HasMaxLength(MediaFile.CreditLength);
        builder.Property(m => m.Licence).HasMaxLength(MediaFile.LicenceLength);
        builder.HasOne(m => m.Original).WithMany().HasForeignKey(m => m.OriginalId);
        builder.HasIndex(m => m.Hash).IsUnique();
        builder.HasMany(m => m.Variants).WithOne(v => v.MediaFile).HasForeignKey(v => v.MediaFileId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<MediaVariant> builder)
    {
        builder.Property(v => v.ContentType).HasMaxLength(20).IsUnicode(false);
        builder.HasIndex(v => new { v.MediaFileId, v.Size }).IsUnique();
    }
}
