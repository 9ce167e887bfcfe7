using CitesDesMetiers.Documents.Reading;

namespace CitesDesMetiers.Documents.Understanding;

/// <summary>Cuts a section into its items.</summary>
internal static class Items
{
    /// <summary>An item before its Cité and its title are judged.</summary>
    internal sealed record Item(string? Above, List<Part> Titles, List<Part> Body, ContactBlocks.Found? Contact, double Sure, string Why)
    {
        public string OriginalTitle => LineJoining.Join(Titles.SelectMany(t => t.Lines));
    }

    public static List<Item> Of(IReadOnlyList<Part> parts, IReadOnlyList<ContactBlocks.Found> contacts, Headings headings)
    {
        var items = new List<Item>();
        var contactAt = contacts.ToDictionary(c => c.From);
        string? above = null;
        var isFirst = true;
        for (var i = 0; i < parts.Count; i++)
        {
            if (contactAt.GetValueOrDefault(i) is { } contact)
            {
                var isOther = items.Count > 0 && items[^1].Contact is not null;
                if (items.Count > 0 && !isOther)
                {
                    items[^1] = items[^1] with { Contact = contact };
                }

                // An item has one contact. The others stay readable in its text.
                if (items.Count > 0 && (isOther || contact.HasMore))
                {
                    items[^1].Body.AddRange(parts.Skip(contact.From).Take(contact.To - contact.From));
                }

                (isFirst, i) = (true, contact.To - 1);
            }
            else if (headings.CiteAbove(parts, i) is { } cite && (isFirst || headings.Judge(parts[NextText(parts, i + 1)], true).Is))
            {
                (above, isFirst) = (cite, true);
            }
            else if (headings.Judge(parts[i], isFirst) is { Is: true } heading)
            {
                if (items.Count > 0 && items[^1] is { Body.Count: 0, Contact: null } open && above is null && IsContinued(open.Titles[^1], parts[i]))
                {
                    open.Titles.Add(parts[i]);
                }
                else
                {
                    items.Add(new Item(above, [parts[i]], [], null, heading.Sure, heading.Why));
                }

                (above, isFirst) = (null, false);
            }
            else if (items.Count > 0)
            {
                items[^1].Body.Add(parts[i]);
                isFirst = isFirst && parts[i].IsPicture;
            }
        }

        return items;
    }

    private static int NextText(IReadOnlyList<Part> parts, int at)
    {
        while (at < parts.Count - 1 && parts[at].IsPicture)
        {
            at++;
        }

        return Math.Min(at, parts.Count - 1);
    }

    /// <summary>Two lines of one title, and no title without a text.</summary>
    private static bool IsContinued(Part first, Part second) =>
        first.IsInCapitals == second.IsInCapitals && Math.Abs(first.Block.Style.Size - second.Block.Style.Size) < 0.6;
}
