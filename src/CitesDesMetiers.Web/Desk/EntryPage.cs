using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CitesDesMetiers.Web.Desk;

/// <summary>The page of a form over one entry.</summary>
/// <param name="Entry">The stored entry; null for a new one.</param>
/// <param name="Cites">The Cités to choose from.</param>
public record EntryPage<TEntity, TForm>(TForm Form, TEntity? Entry, IReadOnlyList<SelectListItem> Cites) : IFormPage<TForm>
    where TEntity : class
    where TForm : class;
