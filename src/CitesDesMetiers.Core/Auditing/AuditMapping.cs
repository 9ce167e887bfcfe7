using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitesDesMetiers.Core.Auditing;

internal sealed class AuditMapping : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.Property(e => e.Action).HasMaxLength(40);
        builder.Property(e => e.ByName).HasMaxLength(AuditEntry.NameLength);
        builder.Property(e => e.Subject).HasMaxLength(AuditEntry.SubjectLength);
        builder.HasIndex(e => e.Action);
    }
}
