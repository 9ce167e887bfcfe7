using CitesDesMetiers.Core.Documents;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Documents.Reading;
using CitesDesMetiers.Web.Newsletter.Documents;

namespace CitesDesMetiers.Web.Desk.Documents;

/// <summary>What became of the files that were sent, in French.</summary>
internal static class ReceivedWords
{
    /// <summary>Longer lists would not fit the cookie that carries the message.</summary>
    private const int Named = 5;

    /// <summary>What was known, and what was left out; null if all of it is new.</summary>
    public static string? Of(IReadOnlyList<ReceivedFile> files)
    {
        var (known, left) = (files.Where(f => f.IsKnown).ToList(), files.Where(f => f.Id is null).ToList());
        var sentences = new List<string>();
        if (files.Count > 1)
        {
            var added = files.Count(f => f.Id is not null && !f.IsKnown);
            sentences.Add(added == 0 ? "Aucun document nouveau." : FrenchNumbers.Count(added, "document reçu.", "documents reçus."));
        }

        if (known is [var one] && files.Count == 1)
        {
            sentences.Add($"Ce document était déjà là, sous le nom « {one.KnownAs} » : "
                + (one.State is DocumentState.Waiting ? "il est lu une nouvelle fois." : "le voici, il n’est pas ajouté une seconde fois."));
        }
        else if (known.Count > 0)
        {
            sentences.Add($"Déjà là : {Names(known.Select(f => f.Name))}.");
        }

        sentences.AddRange(left.GroupBy(f => f.Why).Select(g => $"Laissé de côté ({Of(g.Key)}) : {Names(g.Select(f => f.Name))}."));
        return sentences.Count == 0 ? null : string.Join(' ', sentences);
    }

    /// <summary>Why nothing at all was received.</summary>
    public static string OfRefused(IReadOnlyList<ReceivedFile> files) => files switch
    {
        [] => "Cette archive ne contient aucun document.",
        [{ Why: LeftOut.Empty }] => "Ce document est vide. Choisissez-en un autre.",
        [{ Why: LeftOut.TooLarge }] => "Ce document dépasse 50 Mo. Partagez-le en plusieurs documents.",
        _ => "Aucun document à lire. " + string.Join(' ', files.GroupBy(f => f.Why).Select(g => $"{Names(g.Select(f => f.Name))} : {Of(g.Key)}.")),
    };

    private static string Of(LeftOut why) => why switch
    {
        LeftOut.OtherKind => "ni document Word, ni PDF, ni texte",
        LeftOut.Empty => "vide",
        LeftOut.TooLarge => $"plus de {DocumentLimits.FileSize / 1024 / 1024} Mo",
        LeftOut.Nested => "archive dans une archive : décompressez-la d’abord",
        LeftOut.TooMany => $"au-delà de {DocumentArchive.MostDocuments} documents ou de {DocumentArchive.MostUnpacked / 1024 / 1024} Mo",
        _ => "abîmé, ou protégé par un mot de passe",
    };

    private static string Names(IEnumerable<string> names)
    {
        var all = names.ToList();
        var shown = string.Join(", ", all.Take(Named).Select(n => n.Length > 60 ? n[..60] + "…" : n));
        return all.Count <= Named ? shown : $"{shown} et {FrenchNumbers.Count(all.Count - Named, "autre", "autres")}";
    }
}
