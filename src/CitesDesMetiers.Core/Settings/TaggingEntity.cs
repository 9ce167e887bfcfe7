using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitesDesMetiers.Core.Settings;

/// <summary>
/// The tagging entity of the site (RFC 4151): a domain and a day on which the site owned it. Its single row is added at the first start
/// and never changes, so that identifiers stay valid when the site moves to another domain.
/// </summary>
public class TaggingEntity(string authority, string date)
{
    public const int OnlyId = 1;

    public int Id { get; private set; } = OnlyId;

    /// <summary>The domain; also the part after the @ in the UID of a calendar entry (RFC 7986 5.3).</summary>
    public string Authority { get; private set; } = authority;

    /// <summary>A year, or a day as <c>yyyy-mm-dd</c>.</summary>
    public string Date { get; private set; } = date;

    public static TaggingEntity Of(string authority, DateOnly day) => new(authority, day.ToString("O", CultureInfo.InvariantCulture));

    /// <summary>The tag URI of a path, such as <c>tag:lettre.example,2026-11-28:actualites</c>.</summary>
    public string TagOf(string path) => $"tag:{Authority},{Date}:{path}";
}

internal sealed class TaggingEntityMapping : IEntityTypeConfiguration<TaggingEntity>
{
    public void Configure(EntityTypeBuilder<TaggingEntity> builder)
    {
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Authority).HasMaxLength(255);
        builder.Property(e => e.Date).HasMaxLength(10).IsUnicode(false);
    }
}
