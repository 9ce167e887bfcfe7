using System.Security.Cryptography;
using System.Text;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Sending.Copies;

namespace CitesDesMetiers.Web.Newsletter.Issues.Checks;

/// <summary>Runs the checklist of the requirements (part B) and the product's own checks on an issue.</summary>
public sealed class Checklist(DossierReader reader)
{
    private static readonly Func<Dossier, IEnumerable<Finding>>[] Lines =
    [
        Composition.Check, SubjectLine.Check, AlternativeTexts.Check, PictureFiles.Check, LinkTexts.Check, DeadLinks.Check, Addresses.Check,
        Placeholders.Check, AgendaDates.Check, FrenchText.Check, CapitalTitles.Check, LatexMarks.Check, Headings.Check, Identity.Check,
        MailWeight.Check, NarrowScreen.Check, Legibility.Check, DocumentFrame.Check, ActiveContent.Check, TextPart.Check, UnformattedTexts.Check,
        TranslationState.Check,
    ];

    public async Task<IReadOnlyList<Finding>> RunAsync(int issueId, EditionContent content, RenderedMail mail, CancellationToken cancellation) =>
        Run(await reader.ReadAsync(issueId, content, mail, cancellation));

    /// <summary>The findings without duplicates, the blocking ones first.</summary>
    public static IReadOnlyList<Finding> Run(Dossier dossier)
    {
        return [.. Lines.SelectMany(check => check(dossier)).Distinct().Select(Waived).OrderByDescending(f => f.Blocks)];

        Finding Waived(Finding finding) =>
            finding.PassageHash is { } passage && dossier.Waivers.TryGetValue(passage, out var waiver)
                ? finding with { Blocks = false, Waiver = waiver }
                : finding;
    }

    /// <summary>
    /// SHA-256 of the set of warnings, in any order; null without warnings. An editor has to confirm the warnings again only when the set
    /// changes.
    /// </summary>
    public static string? FingerprintOfWarnings(IEnumerable<Finding> findings)
    {
        var warnings = findings.Where(f => f is { Blocks: false, Waiver: null }).Select(f => f.Message).Order(StringComparer.Ordinal).ToList();
        return warnings.Count == 0 ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', warnings))));
    }

    /// <summary>Whether an editor has confirmed these warnings, or there are none.</summary>
    public static bool IsRead(Issue issue, IEnumerable<Finding> findings) =>
        FingerprintOfWarnings(findings) is not { } warnings || issue.AcceptedWarnings == warnings;
}
