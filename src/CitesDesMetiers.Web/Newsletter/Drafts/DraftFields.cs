using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace CitesDesMetiers.Web.Newsletter.Drafts;

/// <summary>The fields of a form as a draft keeps them: names to values, without files, passwords and what belongs to the page alone.</summary>
public static class DraftFields
{
    /// <summary>Name of the field that says which version the typing began from.</summary>
    public const string Version = "Version";

    /// <summary>Begins the names of fields that are about the page, not about what is written.</summary>
    private const string OfPage = "__";

    /// <summary>The framework's own mark on fields whose numbers are not written the French way.</summary>
    private const string Invariant = "__Invariant";

    private static readonly string[] TitleFields = ["Title", "Subject", "Person", "Name"];

    public static string ToJson(IFormCollection form) =>
        JsonSerializer.Serialize(form.Where(f => IsKept(f.Key)).ToDictionary(f => f.Key, f => f.Value.ToArray()));

    public static Dictionary<string, StringValues> FromJson(string json) =>
        (JsonSerializer.Deserialize<Dictionary<string, string?[]>>(json) ?? []).ToDictionary(f => f.Key, f => new StringValues(f.Value));

    /// <summary>What the draft calls the thing; null while it has no name.</summary>
    public static string? TitleOf(string json)
    {
        var fields = FromJson(json);
        return TitleFields.Select(name => fields.GetValueOrDefault(name).ToString().Trim()).FirstOrDefault(t => t.Length > 0);
    }

    private static bool IsKept(string name) =>
        name == Invariant
        || (!name.StartsWith(OfPage, StringComparison.Ordinal) && name is not (Version or "Step") && !name.Contains("Password", StringComparison.OrdinalIgnoreCase));
}
