using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Subscribers.Imports;
using CitesDesMetiers.Web.Newsletter.Subscribers.Imports;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace CitesDesMetiers.Web.Desk.Imports;

/// <param name="Rows">The first rows of the file.</param>
internal sealed record ColumnsPage(ColumnsForm Form, SubscriberImport Import, IReadOnlyList<IReadOnlyList<string>> Rows) : IFormPage<ColumnsForm>;

public class ColumnsForm
{
    public IList<ColumnUse> Uses { get; set; } = [];

    [Display(Name = "La première ligne contient les titres")]
    public bool HasTitles { get; set; }

    [Display(Name = "Langue de ceux dont la ligne ne le dit pas"), Language]
    public string Language { get; set; } = "fr";

    [Display(Name = "D’où vient leur consentement"), Line(SubscriberImport.SourceLength, Required = true)]
    public string? ConsentSource { get; set; }

    [Display(Name = "Date du consentement, pour tous")]
    public DateOnly? ConsentOn { get; set; }

    /// <summary>The columns chosen before, or the guessed ones.</summary>
    internal static ColumnsForm Of(SubscriberImport import, ColumnGuess guess) =>
        import.ColumnUses.Length > 0
            ? new ColumnsForm
            {
                Uses = [.. import.Columns],
                HasTitles = import.HasTitles,
                Language = import.Language,
                ConsentSource = import.ConsentSource,
                ConsentOn = import.ConsentOn,
            }
            : new ColumnsForm { Uses = [.. guess.Columns], HasTitles = guess.HasTitles };

    /// <summary>Adjusts the number of choices to the number of columns.</summary>
    internal ColumnsForm For(int width)
    {
        Uses = [.. Uses.Take(width), .. Enumerable.Repeat(ColumnUse.Ignored, Math.Max(0, width - Uses.Count))];
        return this;
    }

    /// <param name="today">The current date in Paris.</param>
    internal void Check(ModelStateDictionary state, DateOnly today)
    {
        if (Uses.Count(u => u is ColumnUse.Address) != 1)
        {
            state.AddModelError("Uses_0", Uses.Contains(ColumnUse.Address)
                ? "Une seule colonne peut contenir l’adresse électronique : choisissez laquelle."
                : "Aucune colonne n’est celle des adresses : dites laquelle. S’il n’y en a pas, ce fichier ne peut pas être importé.");
        }

        foreach (var use in Uses.Where(u => u is not (ColumnUse.Ignored or ColumnUse.Address or ColumnUse.Themes)).GroupBy(u => u)
            .Where(g => g.Count() > 1))
        {
            state.AddModelError($"Uses_{Uses.IndexOf(use.Key)}", $"« {use.Key.Label()} » ne peut être que dans une colonne.");
        }

        if (ConsentOn is null && !Uses.Contains(ColumnUse.ConsentDate))
        {
            state.AddModelError(
                nameof(ConsentOn),
                "Indiquez quand ces personnes ont accepté de recevoir nos envois : une date pour toutes, ou une colonne du fichier.");
        }
        else if (ConsentOn is { } day && LineReader.Fault(day, today) is not null)
        {
            state.AddModelError(nameof(ConsentOn), "Cette date de consentement est dans le futur.");
        }
    }
}
