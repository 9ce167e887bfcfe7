using System.Diagnostics.CodeAnalysis;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Issues;

/// <summary>The translations of what an issue shares with its original; none for an issue that is no translation.</summary>
internal sealed class TranslatedWords(string language, Dictionary<string, string> texts)
{
    /// <summary>The language of the issue.</summary>
    public string Language => language;

    public static async Task<TranslatedWords> ReadAsync(NewsletterContext db, Issue issue, CancellationToken cancellation) =>
        new(
            issue.Language, issue.IsTranslation
                ? await db.Set<TranslatedPassage>().Where(p => p.IssueId == issue.Id && p.Text != null)
                    .ToDictionaryAsync(p => p.Key, p => p.Text!, cancellation)
                : []);

    public bool Has(string key) => texts.ContainsKey(key);

    /// <summary>The translation; the original while there is none.</summary>
    [return: NotNullIfNotNull(nameof(original))]
    public string? Of(string key, string? original) => texts.GetValueOrDefault(key) ?? original;
}
