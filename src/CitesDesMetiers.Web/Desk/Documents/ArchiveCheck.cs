using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Newsletter.Documents;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Documents;

/// <summary>What keeps a sheet from becoming an edition of the archive, beyond <see cref="SheetCheck"/>.</summary>
internal static class ArchiveCheck
{
    /// <returns>Fields and messages, in the order of the page.</returns>
    public static async Task<IReadOnlyList<(string Field, string Problem)>> ProblemsOfAsync(
        NewsletterContext db, Sheet sheet, DateOnly today, CancellationToken cancellation)
    {
        var problems = new List<(string Field, string Problem)>();
        if (sheet.Number is not > 0)
        {
            problems.Add((nameof(sheet.Number), "Numéro du document : écrivez celui qu’il porte."));
        }
        else if (await db.Issues.AnyAsync(i => i.Number == sheet.Number, cancellation))
        {
            problems.Add((
                nameof(sheet.Number),
                $"Numéro du document : le numéro {sheet.Number} existe déjà. Vérifiez celui que le document porte, ou supprimez d’abord l’autre."));
        }

        if (sheet.Date is not { } date)
        {
            problems.Add((nameof(sheet.Date), "Date de parution : à renseigner. Sans jour connu, prenez le premier du mois."));
        }
        else if (date > today)
        {
            problems.Add((nameof(sheet.Date), $"Date de parution : le {FrenchDates.Day(date)} est à venir. L’archive ne prend que ce qui a paru."));
        }

        if (SheetCheck.LineProblem(sheet.PeriodLabel, Issue.PeriodLabelLength, multiline: false) is { } period)
        {
            problems.Add((nameof(sheet.PeriodLabel), "Période affichée : " + period));
        }

        if (SheetCheck.LineProblem(sheet.Subject, Issue.SubjectLength, multiline: false) is { } subject)
        {
            problems.Add((nameof(sheet.Subject), "Titre du numéro : " + subject));
        }

        if (!sheet.Items.Exists(i => i.Label is SheetLabel.Article or SheetLabel.Editorial))
        {
            problems.Add(("", "Ce document n’a ni article ni éditorial : il n’y a rien à mettre dans l’archive."));
        }

        return problems;
    }
}
