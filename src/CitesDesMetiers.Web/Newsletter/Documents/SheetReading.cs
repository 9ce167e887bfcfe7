using System.Text.Json;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Documents.Reading;
using CitesDesMetiers.Documents.Understanding;

namespace CitesDesMetiers.Web.Newsletter.Documents;

/// <summary>Makes the first sheet of what was understood.</summary>
internal static class SheetReading
{
    /// <summary>For titles of sections, which old issues write in capitals.</summary>
    private static readonly SentenceCase Titles = new(["Cités des métiers", "Cités"]);

    /// <summary>In points, so that a box does not touch its letters.</summary>
    private const double Around = 2;

    /// <param name="cites">The Cités by name.</param>
    public static Sheet Of(UnderstoodIssue issue, Document document, IReadOnlyDictionary<string, int> cites)
    {
        var sheet = new Sheet
        {
            Number = issue.Number,
            Date = issue.Date,
            Salutation = issue.Editorial?.Salutation,
            ClosingFormula = issue.Editorial?.Closing,
            Signatory = issue.Editorial?.Signatory,
            SignatoryRole = issue.Editorial?.Role,
            ContactAddress = issue.ContactAddress,
            Team = string.Join('\n', issue.Team.Select(p => p.Role is null ? p.Name : $"{p.Name}, {p.Role}")),
        };
        if (issue.Editorial is { Text.Length: > 0 } editorial)
        {
            sheet.Items.Add(new SheetItem { Label = SheetLabel.Editorial, Text = editorial.Text, Doubt = DoubtOf(issue, "editorial") });
        }

        sheet.Items.AddRange(issue.Articles.Select(a => new SheetItem
        {
            Title = a.Title,
            OriginalTitle = a.OriginalTitle,
            Section = a.Section is { } section && Titles.IsInCapitals(section) ? Titles.Of(section) : a.Section,
            CiteId = IdOf(a.Cite),
            ContactName = a.Contact?.Name,
            ContactAddress = a.Contact?.Address,
            Text = a.Text,
            Blocks = SheetItem.Joined(a.Blocks),
            Doubt = Sentences(a.Judgements.Where(j => j.Sure < Judgement.Limit).OrderBy(j => j.Sure).Select(j => j.Why)),
        }));
        sheet.Items.AddRange(issue.Moves.Select((m, i) => new SheetItem
        {
            Label = SheetLabel.Move,
            CiteId = IdOf(m.Cite),
            MoveKind = m.Kind,
            Person = m.Person,
            Post = m.Post,
            ReplacedBy = m.ReplacedBy,
            ContactAddress = m.Address,
            Text = m.Text,
            Doubt = DoubtOf(issue, $"moves[{i}]"),
        }));
        sheet.Items.AddRange(issue.Agenda.Select((d, i) => new SheetItem
        {
            Label = SheetLabel.Date,
            Title = d.Title,
            StartsOn = d.Start,
            EndsOn = d.End == d.Start ? null : d.End,
            Place = d.Place,
            AgendaKind = d.Kind,
            Doubt = DoubtOf(issue, $"agenda[{i}]"),
        }));
        foreach (var (article, item) in issue.Articles.Zip(sheet.Items.Where(i => i.Label is SheetLabel.Article)))
        {
            item.Show(article.Pictures.Select(p => (p.Block, p.Text?.ReplaceLineEndings(" "))));
        }

        for (var i = 0; i < sheet.Items.Count; i++)
        {
            sheet.Items[i].Key = i + 1;
        }

        FindBlocks(sheet, document);
        return sheet;

        int? IdOf(string? cite) => cite is not null && cites.TryGetValue(cite, out var id) ? id : null;
    }

    public static string BlocksOf(Document document) => JsonSerializer.Serialize(document.Blocks.Select(b => new SheetBlock(
        b.Page, b.Picture is { } picture ? picture.Text : b.Text, b.Heading is not null || b.Style.Bold, b.Picture is not null,
        document.Sizes is null ? null : [.. b.Places.Select(p => PlaceOf(p, document.Sizes[p.Page - 1]))])));

    private static SheetPlace PlaceOf(Place place, PageSize size)
    {
        var box = place.Box;
        var (left, top) = (Thousandths(box.Left - Around, size.Width), Thousandths(box.Top - Around, size.Height));
        return new(
            place.Page, left, top, Thousandths(box.Right + Around, size.Width) - left, Thousandths(box.Bottom + Around, size.Height) - top);
    }

    private static int Thousandths(double position, double whole) => (int)Math.Round(1000 * Math.Clamp(position / whole, 0, 1));

    /// <summary>Only articles know their blocks; those of the others are found by their words.</summary>
    private static void FindBlocks(Sheet sheet, Document document)
    {
        var owned = sheet.Items.SelectMany(i => i.BlockNumbers).ToHashSet();
        foreach (var item in sheet.Items.Where(i => i.Blocks is null))
        {
            var found = SheetEdits.Paragraphs(item.Label is SheetLabel.Date ? item.Title : item.Text)
                .Select(p => Enumerable.Range(0, document.Blocks.Count).Cast<int?>()
                    .FirstOrDefault(b => !owned.Contains(b!.Value) && SheetEdits.IsStart(document.Blocks[b.Value].Text, p)))
                .OfType<int>().ToList();
            owned.UnionWith(found);
            item.Blocks = SheetItem.Joined(found);
        }
    }

    private static string? DoubtOf(UnderstoodIssue issue, string about) =>
        Sentences(issue.Doubts.Where(j => j.About == about).Select(j => j.Why));

    private static string? Sentences(IEnumerable<string> reasons) => string.Join(' ', reasons.Distinct()) is { Length: > 0 } text ? text : null;
}
