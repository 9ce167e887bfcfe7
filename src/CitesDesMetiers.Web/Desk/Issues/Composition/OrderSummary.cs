using CitesDesMetiers.Core.Issues;

namespace CitesDesMetiers.Web.Desk.Issues.Composition;

/// <summary>A stored order.</summary>
internal sealed record KeptOrder(int Id, DateTime SavedAt, string Author, string Content);

/// <param name="Kept">The latest first, with one more than is shown if there are more.</param>
internal sealed record OrdersPage(int IssueId, int Number, bool IsPublished, IReadOnlyList<KeptOrder> Kept, int Shown)
{
    public IEnumerable<(KeptOrder Order, IReadOnlyList<string> Changes)> Lines()
    {
        for (var i = 0; i < Math.Min(Shown, Kept.Count); i++)
        {
            var now = OrderSnapshot.Parse(Kept[i].Content);
            yield return (Kept[i], i + 1 < Kept.Count ? OrderSummary.Between(OrderSnapshot.Parse(Kept[i + 1].Content), now) : [OrderSummary.Of(now)]);
        }
    }
}

/// <summary>Describes in French what changed between two orders, one sentence per change.</summary>
internal static class OrderSummary
{
    public static string Of(OrderSnapshot order)
    {
        var items = order.Items.Count();
        return $"{order.Sections.Count} {(order.Sections.Count > 1 ? "rubriques" : "rubrique")}, {items} {(items > 1 ? "éléments" : "élément")}.";
    }

    public static IReadOnlyList<string> Between(OrderSnapshot before, OrderSnapshot now)
    {
        var changes = new List<string>();
        if (now.Restores is not null)
        {
            changes.Add("Retour à un ordre précédent.");
        }

        var pairs = Pairs(before, now);
        changes.AddRange(now.Sections.Where(s => !pairs.ContainsKey(s)).Select(s => $"Rubrique « {s.Title} » ajoutée."));
        changes.AddRange(before.Sections.Where(s => !pairs.ContainsValue(s)).Select(s => $"Rubrique « {s.Title} » retirée."));
        changes.AddRange(pairs.SelectMany(p => OfSection(p.Value, p.Key)));
        changes.AddRange(OfItems(before, now, pairs));
        if (!before.Sections.Where(pairs.ContainsValue).SequenceEqual(now.Sections.Where(pairs.ContainsKey).Select(s => pairs[s])))
        {
            changes.Add("Rubriques rangées autrement : " + string.Join(", ", now.Sections.Select(s => $"« {s.Title} »")) + ".");
        }

        return changes.Count > 0 ? changes : ["Rien d’autre n’a changé."];
    }

    /// <summary>The sections of both orders, from new to old. A section that was just added has no id before its first save.</summary>
    private static Dictionary<SectionSnapshot, SectionSnapshot> Pairs(OrderSnapshot before, OrderSnapshot now)
    {
        var pairs = new Dictionary<SectionSnapshot, SectionSnapshot>(ReferenceEqualityComparer.Instance);
        var free = before.Sections.ToList();
        foreach (var section in now.Sections)
        {
            var match = free.Find(s => s.Id == section.Id && s.Id != 0)
                ?? free.Find(s => s.Kind == section.Kind && (s.Id == 0 || section.Id == 0) && s.Title == section.Title);
            if (match is not null && free.Remove(match))
            {
                pairs[section] = match;
            }
        }

        return pairs;
    }

    private static IEnumerable<string> OfSection(SectionSnapshot before, SectionSnapshot now)
    {
        if (before.Title != now.Title)
        {
            yield return $"Rubrique « {before.Title} » renommée « {now.Title} ».";
        }

        if (before.IsHidden != now.IsHidden)
        {
            yield return $"Rubrique « {now.Title} » {(now.IsHidden ? "masquée" : "affichée de nouveau")}.";
        }

        if (before.Body != now.Body)
        {
            yield return $"Texte de « {now.Title} » modifié.";
        }
    }

    private static IEnumerable<string> OfItems(OrderSnapshot before, OrderSnapshot now, Dictionary<SectionSnapshot, SectionSnapshot> pairs)
    {
        foreach (var section in now.Sections)
        {
            foreach (var item in section.Items)
            {
                var from = before.Sections.FirstOrDefault(s => s.Items.Any(item.IsSameAs));
                if (from is null)
                {
                    yield return $"« {item.Title} » ajouté à « {section.Title} ».";
                }
                else if (from != pairs.GetValueOrDefault(section))
                {
                    yield return $"« {item.Title} » passé de « {from.Title} » à « {section.Title} ».";
                }
            }

            if (pairs.TryGetValue(section, out var old) && MovedWithin(old, section) is { Count: > 0 } moved)
            {
                yield return $"« {section.Title} » rangée autrement : {string.Join(", ", moved.Select(i => $"« {i.Title} »"))}.";
            }
        }

        foreach (var item in before.Items.Where(i => !now.Items.Any(i.IsSameAs)))
        {
            yield return $"« {item.Title} » retiré.";
        }
    }

    /// <summary>The items that changed their place within a section, without those at the start and the end that kept theirs.</summary>
    private static List<ItemSnapshot> MovedWithin(SectionSnapshot before, SectionSnapshot now)
    {
        var old = before.Items.Where(i => now.Items.Any(i.IsSameAs)).ToList();
        var current = now.Items.Where(i => before.Items.Any(i.IsSameAs)).ToList();
        while (old.Count > 0 && old[0].IsSameAs(current[0]))
        {
            old.RemoveAt(0);
            current.RemoveAt(0);
        }

        while (old.Count > 0 && old[^1].IsSameAs(current[^1]))
        {
            old.RemoveAt(old.Count - 1);
            current.RemoveAt(current.Count - 1);
        }

        return current;
    }
}
