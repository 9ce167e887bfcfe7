using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitesDesMetiers.Core.Settings;

/// <summary>
/// The version of everything that visitors see, in one row. It changes in the transaction that changes something they see, so an
/// instance that reads the new version also reads the new content. The first change adds the row.
/// </summary>
public class SiteVersion
{
    public const int OnlyId = 1;

    public int Id { get; private set; } = OnlyId;

    /// <summary>Random: two instances that write at the same time need not read it first.</summary>
    public Guid Stamp { get; private set; }

    public void Renew() => Stamp = Guid.NewGuid();
}

internal sealed class SiteVersionMapping : IEntityTypeConfiguration<SiteVersion>
{
    public void Configure(EntityTypeBuilder<SiteVersion> builder) => builder.Property(v => v.Id).ValueGeneratedNever();
}
