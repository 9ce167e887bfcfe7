using CitesDesMetiers.Core.Documents;
using CitesDesMetiers.Documents.Reading;

namespace CitesDesMetiers.Web.Newsletter.Documents;

/// <summary>The French words for the states and faults of documents.</summary>
internal static class DocumentWords
{
    public static string Label(this DocumentState state) => state switch
    {
        DocumentState.Waiting => "En cours de lecture",
        DocumentState.Read => "À corriger",
        DocumentState.Failed => "Illisible",
        DocumentState.Taken => "Dans le numéro",
        DocumentState.Archived => "Dans l’archive",
        _ => "Repris",
    };

    public static string Label(this SheetLabel label) => label switch
    {
        SheetLabel.Article => "Article",
        SheetLabel.Editorial => "Éditorial",
        SheetLabel.Date => "Agenda",
        SheetLabel.Move => "Mouvement",
        _ => "À ignorer",
    };

    /// <summary>A whole message: what happened, what is kept, what to do.</summary>
    public static string Of(DocumentFault fault) => (fault switch
    {
        DocumentFault.UnknownFormat =>
            "Ce fichier n’est ni un document Word (.docx), ni un PDF, ni un texte. Enregistrez-le sous l’un de ces formats.",
        DocumentFault.Damaged => "Ce fichier est abîmé ou incomplet. Ouvrez-le, enregistrez-le de nouveau, puis envoyez-le.",
        DocumentFault.Encrypted => "Ce fichier est protégé par un mot de passe. Enregistrez-le sans mot de passe, puis envoyez-le.",
        DocumentFault.TooManyPages => $"Ce fichier a plus de {DocumentLimits.Pages} pages. Partagez-le en plusieurs documents.",
        DocumentFault.TooLarge => "Ce fichier est trop lourd, ou contient trop de texte. Partagez-le en plusieurs documents.",
        DocumentFault.NoLetters => "Les polices de ce fichier ne disent pas quelles lettres elles montrent. Envoyez plutôt le document Word.",
        DocumentFault.OnlyPictures =>
            "Ce fichier ne contient que des images, comme un document numérisé : le texte n’y est pas reconnu. Envoyez plutôt le document Word.",
        DocumentFault.Empty => "Ce fichier ne contient aucun texte.",
        DocumentFault.TooSlow => "La lecture de ce fichier a pris trop de temps. Partagez-le en plusieurs documents.",
        DocumentFault.TooMuchMemory => "La lecture de ce fichier a demandé trop de mémoire. Partagez-le en plusieurs documents.",
        _ => "La lecture de ce fichier s’est arrêtée en route. Enregistrez-le sous un autre format, puis envoyez-le.",
    }) + " L’original est conservé.";

    public static string Of(DocumentNote note) => note switch
    {
        DocumentNote.TrackedChanges => "Le suivi des modifications était actif : les ajouts sont lus, les suppressions sont laissées de côté.",
        DocumentNote.Macros => "Ce fichier contient des macros : elles ne sont pas lues.",
        DocumentNote.GuessedEncoding => "Le codage de ce texte n’est pas UTF-8 : vérifiez les accents.",
        _ => "Certaines images n’ont pas pu être lues.",
    };
}
