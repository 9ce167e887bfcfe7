using System.Text.RegularExpressions;

namespace CitesDesMetiers.Tests.Pages;

/// <summary>What holds for every sentence that anybody reads here.</summary>
[Collection(nameof(WholeSite))]
public partial class WordsTests(WholeSite site)
{
    /// <summary>Routes whose page this test cannot come by; their views have tests of their own.</summary>
    private static readonly string[] OutOfReach =
    [
        "/abonnement/{token}/effacement", "/redaction/abonnes/import/{id:int}", "/redaction/abonnes/import/{id:int}/colonnes",
        "/redaction/abonnes/import/{id:int}/rapport",
        "/redaction/boite-d-envoi/{name}", "/redaction/boite-d-envoi/{name}/courriel", "/redaction/boite-d-envoi/{name}/fichier",
        "/installation/{token}",
    ];

    [Fact]
    public void Every_page_is_among_those_that_are_read()
    {
        None(site.Routes.Where(r => !r.StartsWith("/images/", StringComparison.Ordinal) && !site.Seen.ContainsKey(r)).Except(OutOfReach));
    }

    [Fact]
    public void No_page_or_mail_shows_source_code_or_an_empty_sentence()
    {
        None(Finding(Unfinished()));
    }

    [Fact]
    public void One_word_each_is_used_for_joining_leaving_and_mail()
    {
        None(Finding(OtherWords()));
    }

    [Fact]
    public void French_typography_is_kept_on_pages_and_in_mails()
    {
        None(Finding(WrongOnPages(), r => !IsMail(r) && !IsRaw(r)).Concat(Finding(WrongInMails(), r => IsMail(r) && !IsRaw(r))));
    }

    private static bool IsMail(Rendered read) =>
        read.By == EveryMail.Reader || read.Path.Contains("/courriel", StringComparison.Ordinal)
        || read.Path.Contains("/apercu/atelier", StringComparison.Ordinal);

    /// <summary>What was typed or mailed, shown as it is; and the text of an issue, which does not mark what is not in French.</summary>
    private static bool IsRaw(Rendered read) =>
        read.Path.Contains("/versions", StringComparison.Ordinal) || read.Path.Contains("/boite-d-envoi", StringComparison.Ordinal)
        || (read.Path.StartsWith("numéro", StringComparison.Ordinal) && read.Html.Length == 0);

    private static void None(IEnumerable<string> wrong)
    {
        var all = wrong.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }

    private IEnumerable<string> Finding(Regex wrong, Func<Rendered, bool>? among = null) =>
        from rendered in site.Everything.Where(among ?? (_ => true))
        from line in rendered.Lines
        let match = wrong.Match(line)
        where match.Success
        group $"{rendered.By} {rendered.Path} {rendered.Said}" by line into same
        select $"{same.Key.Trim()}\n   {same.First()} (x {same.Count()})";

    /// <summary>Words for subscribing other than s’abonner and se désabonner, for mail other than courriel.</summary>
    [GeneratedRegex(@"désinscri|réinscri|[Ss][’']inscrire|[Ii]nscrivez-vous|[Mm][’']abonner|Me désabonner|(?<![\w@.:/-])[Ee]?-?[Mm]ails?(?![\w:.@/-])|courrier électronique")]
    private static partial Regex OtherWords();

    /// <summary>
    /// An ordinary space where one must not break, another than the narrow one before a high sign, a straight apostrophe, nested « ».
    /// </summary>
    [GeneratedRegex(@"(?<=\S) [;:!?»](?!\w)|\d [%€]|« |\u00A0[;!?]|\b[nN]° [0-9]|(?<!\d)[1-9]\d{0,2} \d{3}(?!\d)|\p{L}'\p{L}|«[^»]*«")]
    private static partial Regex WrongOnPages();

    [GeneratedRegex(@"(?<=\S) [;:!?»](?!\w)|\d [%€]|« |\u202F|\b[nN]° [0-9]|\p{L}'\p{L}|«[^»]*«")]
    private static partial Regex WrongInMails();

    /// <summary>Source code, a value that is missing, or signs with nothing between them.</summary>
    [GeneratedRegex(@"@(if|foreach|Model)\b|[{}]|\bnull\b|System\.|\bTrue\b|\bFalse\b|«\s*»|\(\s*\)|,\s*[,.;:]|\(\s*,|:\s*\.(?!\w)|(?<![.…])\.\s*\.(?!\.)|^[,.;]|[^\S\n]\.(?=\s|$)|(?<![\w-])(de|du|à|par|pour)\s*[.,](?=\s|$)|[’']\s*(?:[.,;)»]|$)")]
    private static partial Regex Unfinished();
}
