using System.Text.Json;

namespace CitesDesMetiers.Web.Platform.PolicyReports;

/// <summary>Reads both forms in which browsers report: that of <c>report-uri</c> (CSP 2) and that of <c>report-to</c> (Reporting API).</summary>
internal static class PolicyReport
{
    private const int LongestText = 120;
    private const int MostInOne = 20;

    /// <returns>What was blocked; empty for anything that is no such report.</returns>
    public static IReadOnlyList<BlockedThing> Read(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Array => [.. json.EnumerateArray().Take(MostInOne).Select(FromReportingApi).OfType<BlockedThing>()],
            JsonValueKind.Object when json.TryGetProperty("csp-report", out var report) =>
                Of(report, "document-uri", "effective-directive", "violated-directive", "blocked-uri") is { } thing ? [thing] : [],
            _ => [],
        };

    private static BlockedThing? FromReportingApi(JsonElement report) =>
        report.ValueKind is JsonValueKind.Object && Text(report, "type") == "csp-violation" && report.TryGetProperty("body", out var body)
            ? Of(body, "documentURL", "effectiveDirective", "violatedDirective", "blockedURL")
            : null;

    private static BlockedThing? Of(JsonElement body, string page, string directive, string olderDirective, string source) =>
        body.ValueKind is JsonValueKind.Object && (Text(body, directive) ?? Text(body, olderDirective)) is { } rule
            && Uri.TryCreate(Text(body, page), UriKind.Absolute, out var address)
            ? new BlockedThing(Short(Logging.Masked(address.AbsolutePath)), Short(rule.Split(' ')[0]), Short(OriginOf(Text(body, source))))
            : null;

    /// <summary>An address may name a person, its origin does not. Words such as <c>inline</c> and <c>eval</c> are no addresses.</summary>
    private static string OriginOf(string? source) =>
        string.IsNullOrEmpty(source) ? "?"
        : Uri.TryCreate(source, UriKind.Absolute, out var address) ? address.IsDefaultPort || address.Port < 0
            ? $"{address.Scheme}:{(address.Host.Length > 0 ? "//" + address.Host : "")}"
            : $"{address.Scheme}://{address.Authority}"
        : source.Split('/', '?')[0];

    private static string? Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : null;

    private static string Short(string text) => text.Length <= LongestText ? text : text[..LongestText] + "…";
}
