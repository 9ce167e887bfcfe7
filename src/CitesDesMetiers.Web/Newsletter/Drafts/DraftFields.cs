using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace CitesDesMetiers.Web.Newsletter.Drafts;

/// <summary>Converts a form to the stored fields of a draft. Files, passwords and fields about the page are left out.</summary>
internal static class DraftFields
{
    /// <summary>Name of the field with the version that the typing began from.</summary>
    public const string Version = "Version";

    /// <summary>Prefix of fields about the page rather than its content.</summary>
    private const string OfPage = "__";

    /// <summary>The framework's marker for fields whose numbers use the invariant culture.</summary>
    private const string Invariant = "__Invariant";

    private static readonly string[] TitleFields = ["Title", "Subject", "Person", "Name"];

    public static string ToJson(IFormCollection form) =>
        JsonSerializer.Serialize(form.Where(f => IsKept(f.Key)).ToDictionary(f => f.Key, f => f.Value.ToArray()));

    public static Dictionary<string, StringValues> FromJson(string json) =>
        (JsonSerializer.Deserialize<Dictionary<string, string?[]>>(json) ?? []).ToDictionary(f => f.Key, f => new StringValues(f.Value));

    /// <returns>The title of the content, or null while it is empty.</returns>
    public static string? TitleOf(string json)
    {
        var fields = FromJson(json);
        return TitleFields.Select(name => fields.GetValueOrDefault(name).ToString().Trim()).FirstOrDefault(t => t.Length > 0);
    }

    private static bool IsKept(string name) =>
        name == Invariant
        || (!name.StartsWith(OfPage, StringComparison.Ordinal) && name is not (Version or "Step")
            && !name.Contains("Password", StringComparison.OrdinalIgnoreCase));
}
