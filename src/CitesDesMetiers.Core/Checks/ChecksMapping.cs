using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitesDesMetiers.Core.Checks;

internal sealed class ChecksMapping : IEntityTypeConfiguration<SystemProblem>
{
    public void Configure(EntityTypeBuilder<SystemProblem> builder)
    {
        builder.Property(p => p.Subject).HasMaxLength(SystemProblem.SubjectLength);
        builder.Property(p => p.Sentence).HasMaxLength(SystemProblem.SentenceLength);
        builder.HasIndex(p => p.Subject).IsUnique();
    }
}
