namespace CitesDesMetiers.Core.Cites;

/// <summary>The status of a centre regarding the label "Cité des métiers".</summary>
public enum LabelState
{
    /// <summary>Labellisée.</summary>
    Labelled,

    /// <summary>En projet.</summary>
    Planned,

    /// <summary>Centre associé.</summary>
    Associated,

    /// <summary>Ancienne.</summary>
    Former,
}
