using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitesDesMetiers.Core.Documents;

internal sealed class DocumentsMapping
    : IEntityTypeConfiguration<DocumentImport>, IEntityTypeConfiguration<DocumentOriginal>, IEntityTypeConfiguration<DocumentVersion>,
        IEntityTypeConfiguration<DocumentTrace>, IEntityTypeConfiguration<DocumentBatch>
{
    public void Configure(EntityTypeBuilder<DocumentImport> builder)
    {
        builder.Property(d => d.FileName).HasMaxLength(DocumentImport.FileNameLength);
        builder.Property(d => d.Digest).HasMaxLength(64).IsUnicode(false);
        builder.Property(d => d.Kind).HasMaxLength(20);
        builder.Property(d => d.ByName).HasMaxLength(200);
        builder.Property(d => d.Notice).HasMaxLength(DocumentImport.FaultLength);
        builder.HasIndex(d => d.Digest).IsUnique();
        builder.HasIndex(d => d.State);
        builder.HasIndex(d => d.BatchId);
        builder.HasOne(d => d.Original).WithOne().HasForeignKey<DocumentOriginal>(o => o.DocumentImportId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(d => d.Versions).WithOne().HasForeignKey(v => v.DocumentImportId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(d => d.Traces).WithOne().HasForeignKey(t => t.DocumentImportId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<DocumentBatch> builder)
    {
        builder.Property(b => b.Name).HasMaxLength(DocumentImport.FileNameLength);
        builder.Property(b => b.ByName).HasMaxLength(200);
    }

    public void Configure(EntityTypeBuilder<DocumentOriginal> builder) => builder.HasKey(o => o.DocumentImportId);

    public void Configure(EntityTypeBuilder<DocumentVersion> builder)
    {
        builder.HasKey(v => new { v.DocumentImportId, v.Number });
        builder.Property(v => v.ByName).HasMaxLength(200);
    }

    public void Configure(EntityTypeBuilder<DocumentTrace> builder) => builder.HasKey(t => new { t.DocumentImportId, t.Kind, t.EntryId });
}
