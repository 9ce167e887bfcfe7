using CitesDesMetiers.Core.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitesDesMetiers.Core.Subscribers.Imports;

internal sealed class ImportsMapping : IEntityTypeConfiguration<SubscriberImport>, IEntityTypeConfiguration<ImportLine>
{
    public void Configure(EntityTypeBuilder<SubscriberImport> builder)
    {
        builder.Property(i => i.FileName).HasMaxLength(SubscriberImport.FileNameLength);
        builder.Property(i => i.ByName).HasMaxLength(200);
        builder.Property(i => i.Notice).HasMaxLength(SubscriberImport.NoticeLength);
        builder.Property(i => i.ColumnUses).HasMaxLength(2_000);
        builder.Property(i => i.Language).HasMaxLength(10);
        builder.Property(i => i.ConsentSource).HasMaxLength(SubscriberImport.SourceLength);
        builder.Property(i => i.Tally).HasMaxLength(1_000);
        builder.Property(i => i.UndoneBy).HasMaxLength(200);
        builder.HasIndex(i => i.State);
    }

    public void Configure(EntityTypeBuilder<ImportLine> builder)
    {
        builder.HasKey(l => new { l.ImportId, l.Number });
        builder.HasOne<SubscriberImport>().WithMany().HasForeignKey(l => l.ImportId);
        builder.Property(l => l.Said).HasMaxLength(ImportLine.SaidLength);
        builder.Property(l => l.Remark).HasMaxLength(ImportLine.SaidLength);
        builder.Property(l => l.Address).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(l => l.NormalisedAddress).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(l => l.AddressKey).HasMaxLength(64).IsUnicode(false);
        builder.Property(l => l.Language).HasMaxLength(10);
        builder.Property(l => l.Organisation).HasMaxLength(200);
        builder.Property(l => l.Themes).HasMaxLength(400);
    }
}
