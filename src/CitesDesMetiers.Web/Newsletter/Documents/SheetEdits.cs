using CitesDesMetiers.Core.Agenda;

namespace CitesDesMetiers.Web.Newsletter.Documents;

/// <summary>The corrections that change the order or the number of passages.</summary>
internal static class SheetEdits
{
    /// <summary>Fewer letters could begin any block.</summary>
    private const int ShortestStart = 5;

    /// <summary>The paragraphs of a text: a text can be cut before each one but the first.</summary>
    public static IReadOnlyList<string> Paragraphs(string? text) =>
        (text ?? "").ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Adds a passage to the end of the one before it, with its title as a heading.</summary>
    public static void Join(this Sheet sheet, int key)
    {
        var at = sheet.Items.FindIndex(i => i.Key == key);
        if (at < 1)
        {
            return;
        }

        var (into, item) = (sheet.Items[at - 1], sheet.Items[at]);
        var heading = item.Label is SheetLabel.Article or SheetLabel.Ignored && item.Title is { Length: > 0 } title ? "## " + title : null;
        string?[] texts = [into.Text, heading, item.Text];
        into.Text = string.Join("\n\n", texts.Where(t => !string.IsNullOrWhiteSpace(t)));
        into.Blocks = SheetItem.Joined(into.BlockNumbers.Concat(item.BlockNumbers));
        into.Show(into.PictureWords.Concat(item.PictureWords));
        (into.ContactName, into.ContactAddress) = (into.ContactName ?? item.ContactName, into.ContactAddress ?? item.ContactAddress);
        sheet.Items.RemoveAt(at);
    }

    /// <summary>Makes a passage of its own of what stands from this paragraph on. A short first paragraph becomes its title.</summary>
    /// <param name="paragraph">From 1; the text before it stays.</param>
    /// <returns>The key of the new passage; null if there is nothing to cut.</returns>
    public static int? Cut(this Sheet sheet, int key, int paragraph, IReadOnlyList<SheetBlock> blocks)
    {
        const int LongestTitle = 120;
        var at = sheet.Items.FindIndex(i => i.Key == key);
        if (at < 0 || Paragraphs(sheet.Items[at].Text) is var all && (paragraph < 1 || paragraph >= all.Count))
        {
            return null;
        }

        var item = sheet.Items[at];
        var (head, tail) = (all.Take(paragraph).ToList(), all.Skip(paragraph).ToList());
        var (start, rest) = (tail[0].Trim('#', '*', ' '), tail.Skip(1).ToList());
        var hasTitle = start.Length <= LongestTitle && rest.Count > 0;

        // The blocks from the first paragraph of the new passage on go with it.
        var first = item.BlockNumbers.FirstOrDefault(b => b < blocks.Count && IsStart(blocks[b].Text, start), int.MaxValue);
        var added = new SheetItem
        {
            Key = sheet.Items.Max(i => i.Key) + 1,
            Label = item.Label,
            Title = hasTitle ? start : null,
            Section = item.Section,
            CiteId = item.CiteId,
            Text = string.Join("\n\n", hasTitle ? rest : tail),
            Blocks = SheetItem.Joined(item.BlockNumbers.Where(b => b >= first)),
            Doubt = "Passage coupé à la main : vérifiez son titre, sa Cité et son contact.",
        };
        item.Text = string.Join("\n\n", head);
        item.Blocks = SheetItem.Joined(item.BlockNumbers.Where(b => b < first));
        added.Show(item.PictureWords.Where(p => p.Block >= first));
        item.Show(item.PictureWords.Where(p => p.Block < first).ToList());
        sheet.Items.Insert(at + 1, added);
        return added.Key;
    }

    public static void Move(this Sheet sheet, int key, int offset)
    {
        var at = sheet.Items.FindIndex(i => i.Key == key);
        if (at >= 0 && at + offset >= 0 && at + offset < sheet.Items.Count)
        {
            (sheet.Items[at], sheet.Items[at + offset]) = (sheet.Items[at + offset], sheet.Items[at]);
        }
    }

    public static void Confirm(this Sheet sheet, int key) => sheet.Items.Find(i => i.Key == key)?.Doubt = null;

    /// <summary>Fills what a new label asks for from what is there.</summary>
    /// <param name="today">Completes dates without a year.</param>
    public static void Complete(this SheetItem item, DateOnly today)
    {
        if (item is { Label: SheetLabel.Move, Person: null })
        {
            item.Person = item.Title;
        }
        else if (item is { Label: SheetLabel.Date, StartsOn: null }
            && PastedAgenda.Read($"{item.Title}\n{item.Text}", today) is [{ StartsOn: not null } read, ..])
        {
            item.Title = read.Title is { Length: > 0 } title ? title : item.Title;
            (item.StartsOn, item.Place) = (read.StartsOn, item.Place ?? read.Place);
            item.EndsOn = read.EndsOn == read.StartsOn ? null : read.EndsOn;
        }
        else if (item is { Label: SheetLabel.Article, Title: null } && item.Person is { } person)
        {
            item.Title = person;
        }
    }

    /// <summary>Whether a block begins with the first letters of a paragraph, whatever their case and marks.</summary>
    public static bool IsStart(string? block, string paragraph) =>
        block is not null && Letters(paragraph) is { Length: >= ShortestStart } start
            && Letters(block).StartsWith(start, StringComparison.OrdinalIgnoreCase);

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit).Take(25));
}
