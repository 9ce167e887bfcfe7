using AngleSharp.Dom;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Web.Content.Markdown;

namespace CitesDesMetiers.Web.Newsletter.Issues.Checks;

/// <summary>Not in the requirements: LaTeX notation such as "1^{ère}" is not rendered, and readers would see its characters.</summary>
internal static class LatexMarks
{
    public static IEnumerable<Finding> Check(Dossier dossier)
    {
        foreach (var article in dossier.Content.AllArticles)
        {
            if (RaisedMarks.FirstLatex($"{article.Title}\n{WordsOf(article.Html)}") is { } mark)
            {
                yield return Of($"« {article.Title} »", mark, dossier.Places.Article(article)) with
                {
                    Mend = dossier.Places.MendOf(article, "exposants", mark, RaisedMarks.LatexToMarkdown(mark)),
                };
            }
        }

        if (RaisedMarks.FirstLatex(WordsOf(dossier.Content.Editorial.Html)) is { } written)
        {
            yield return Of("Dans l’éditorial", written, dossier.Places.Texts("Editorial")) with
            {
                Mend = dossier.Places.MendOf(null, "exposants", written, RaisedMarks.LatexToMarkdown(written)),
            };
        }

        foreach (var section in dossier.Content.Sections)
        {
            if (RaisedMarks.FirstLatex(WordsOf(section.Html ?? "")) is { } mark)
            {
                yield return Of($"« {section.Title} »", mark, dossier.Places.Composition);
            }
        }

        foreach (var date in dossier.Content.Agenda)
        {
            if (RaisedMarks.FirstLatex(date.Title) is { } mark)
            {
                yield return Of("Agenda", mark, dossier.Places.Date(date));
            }
        }
    }

    private static Finding Of(string where, string mark, Place place) =>
        Finding.Warn(null, $"{where} : « {mark} » se lirait tel quel, accolades comprises. Un exposant s’écrit 1^er^, un indice CO~2~.", place)
            .As(new("Exposants ou indices qui se liraient tels quels", "Un exposant s’écrit 1^er^, un indice CO~2~."), mark);

    private static string WordsOf(string html)
    {
        var body = HtmlFragment.Parse(html);
        return string.Concat(body.Descendants<IText>().Where(text => text.ParentElement!.Closest("code,pre") is null).Select(text => text.Data));
    }
}
