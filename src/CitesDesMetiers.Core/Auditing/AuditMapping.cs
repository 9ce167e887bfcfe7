using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitesDesMetiers.Core.Auditing;

internal sealed class AuditMapping : IEntityTypeConfiguration<AuditEntry>, IEntityTypeConfiguration<AuditSeal>, IEntityTypeConfiguration<AuditChain>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.Property(e => e.Action).HasMaxLength(40);
        builder.Property(e => e.ByName).HasMaxLength(AuditEntry.NameLength);
        builder.Property(e => e.Subject).HasMaxLength(AuditEntry.SubjectLength);
        builder.Property(e => e.Before).HasMaxLength(AuditEntry.ValueLength);
        builder.Property(e => e.After).HasMaxLength(AuditEntry.ValueLength);
        builder.Property(e => e.Network).HasMaxLength(AuditEntry.NetworkLength);
        builder.HasIndex(e => e.Action);
        builder.HasIndex(e => e.At);
        builder.HasIndex(e => e.UserId);
        builder.HasIndex(e => e.AccountId);
    }

    public void Configure(EntityTypeBuilder<AuditSeal> builder)
    {
        builder.HasKey(s => s.Number);
        builder.Property(s => s.Number).ValueGeneratedNever();
        builder.Property(s => s.Seal).HasMaxLength(AuditSeal.SealLength);
        builder.HasIndex(s => s.EntryId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<AuditChain> builder)
    {
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Key).HasMaxLength(AuditChain.KeyLength);
        builder.Property(c => c.Seal).HasMaxLength(AuditSeal.SealLength);
    }
}
