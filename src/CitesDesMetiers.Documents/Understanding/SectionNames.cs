using System.Text.RegularExpressions;
using CitesDesMetiers.Core.French;

namespace CitesDesMetiers.Documents.Understanding;

/// <summary>The parts of an InfoLettre.</summary>
internal enum ZoneKind
{
    Masthead,
    Agenda,
    Editorial,
    CiteNews,
    NetworkNews,
    Moves,
    ContactAddress,
    Team,
    Closing,
}

/// <summary>The titles that sections have had over the years.</summary>
internal static partial class SectionNames
{
    private const int Longest = 80;

    /// <returns>Null if the text is not the title of a section.</returns>
    public static ZoneKind? Of(string text)
    {
        if (text.Length is 0 or > Longest || text.EndsWith(',') || !char.IsUpper(text[0]))
        {
            return null;
        }

        var name = Marks().Replace(Folding.Fold(text), " ").Trim();
        return Agenda().IsMatch(name) ? ZoneKind.Agenda
            : Editorial().IsMatch(name) ? ZoneKind.Editorial
            : Moves().IsMatch(name) ? ZoneKind.Moves
            : ContactAddress().IsMatch(name) ? ZoneKind.ContactAddress
            : Team().IsMatch(name) ? ZoneKind.Team
            : NetworkNews().IsMatch(name) ? ZoneKind.NetworkNews
            : CiteNews().IsMatch(name) ? ZoneKind.CiteNews
            : null;
    }

    private const string News =
        "(?:les )?(?:nouvelles|actualites?|actus?|infos?|informations|echos|breves|vie|zooms?|initiatives|la parole|quoi de neuf)";

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Marks();

    [GeneratedRegex(
        "^(?:l )?agendas?(?: du reseau| des (?:reunions|rencontres|cites(?: des metiers)?)| international)?$|^(?:dates a retenir|calendrier|a vos agendas"
            + "|(?:prochains? )?rendez vous|prochaines reunions|les dates|a noter)$")]
    private static partial Regex Agenda();

    [GeneratedRegex("^(?:l )?edito(?:rial)?(?: de la presidente?| du president)?$|^le mot (?:de la presidente?|du president)$")]
    private static partial Regex Editorial();

    [GeneratedRegex(
        "^(?:les )?(?:arrivees?(?: et)? departs?|departs?(?: et)? arrivees?|mouvements(?: (?:de|du) personnels?| dans les (?:equipes|cites))?"
            + "|du cote des equipes|vie des equipes|(?:ils|elles)(?: et (?:ils|elles))? (?:arrivent|partent).*|nominations|carnet)$")]
    private static partial Regex Moves();

    [GeneratedRegex("^(?:l )?adresse de contact$|^(?:nous (?:ecrire|contacter|joindre)|contact(?:er)? (?:de|du) (?:la redaction|reseau)|une seule adresse)$")]
    private static partial Regex ContactAddress();

    [GeneratedRegex("^(?:l )?(?:equipe (?:redactionnelle|editoriale|de redaction|de la redaction)|(?:comite|equipe) de redaction|la redaction|ont contribue a ce numero)$")]
    private static partial Regex Team();

    [GeneratedRegex(
        "^" + News + " (?:du|de notre|dans le) reseau(?: international)?(?: des cites des metiers)?$|^le reseau en (?:bref|action)$|^vie associative$"
            + "|^" + News + " (?:des |de l |d )?(?:projets?(?: europeens?)?|europe|europeennes)$|^(?:nos |les )?projets europeens$|^reseau(?: international)?$")]
    private static partial Regex NetworkNews();

    [GeneratedRegex(
        "^" + News + " (?:des|dans les|du cote des) (?:cdm|cites?(?: des metiers)?|centres?(?: labellises)?)(?: du reseau)?$"
            + "|^(?:dans|du cote de[s]?) (?:les |nos )?cites(?: des metiers)?$|^(?:les )?cites(?: des metiers)? en action$|^les cites (?:racontent|se racontent)$")]
    private static partial Regex CiteNews();
}
