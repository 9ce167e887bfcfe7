using CitesDesMetiers.Web.Ui.Forms;

namespace CitesDesMetiers.Web.Newsletter.Drafts;

/// <summary>What a page shows beside its form. It is scoped: the controller fills it, and partial views and tag helpers read it.</summary>
public sealed class FormState
{
    /// <summary>The draft and who else has the form open; null on a page without drafts.</summary>
    public OpenedForm? Opened { get; set; }

    /// <summary>When the older version in the form was saved; null if the form holds the current one.</summary>
    public DateTime? RestoredFrom { get; set; }

    /// <summary>What somebody else saved meanwhile; null if nobody did.</summary>
    internal IReadOnlyList<ConflictingField>? Conflict { get; set; }
}
