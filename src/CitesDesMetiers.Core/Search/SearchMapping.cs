using CitesDesMetiers.Core.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitesDesMetiers.Core.Search;

/// <summary>How search entries are stored.</summary>
public sealed class SearchMapping : IEntityTypeConfiguration<SearchEntry>
{
    /// <summary>The entity without a class that holds the themes of entries.</summary>
    public const string ThemesOfEntries = "SearchEntryTheme";

    public void Configure(EntityTypeBuilder<SearchEntry> builder)
    {
        builder.Property(e => e.Path).HasMaxLength(200);
        builder.Property(e => e.Title).HasMaxLength(SearchEntry.TitleLength);
        builder.Property(e => e.Language).HasMaxLength(10);
        builder.HasOne(e => e.Edition).WithMany().HasForeignKey(e => e.EditionId);
        builder.HasOne(e => e.AgendaEntry).WithMany().HasForeignKey(e => e.AgendaEntryId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(e => e.Cite).WithMany().HasForeignKey(e => e.CiteId);
        builder.HasMany(e => e.Themes).WithMany().UsingEntity(ThemesOfEntries, join => join.ToTable("SearchEntryThemes"));
    }
}
