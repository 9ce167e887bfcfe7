using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Newsletter.Issues.Pdf;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>Says at the desk why a PDF is missing, what was kept and what to do.</summary>
internal static class PdfWords
{
    public static string Explain(PdfStanding pdf, PdfFailure failure) =>
        $"Le PDF n’a pas pu être composé : {Cause(failure)}. Les courriels et la page du numéro n’en dépendent pas"
        + (pdf.File is null ? ". " : ", et le PDF précédent reste en ligne. ")
        + (pdf.State is PdfState.Failed
            ? "Prévenez la personne qui s’occupe du site, puis refaites le PDF."
            : "Un nouvel essai est prévu dans quelques minutes.");

    private static string Cause(PdfFailure failure) =>
        failure switch
        {
            PdfFailure.Missing => "le navigateur qui le compose est introuvable sur le serveur",
            PdfFailure.TimedOut => "sa composition a dépassé le temps permis",
            PdfFailure.Died => "le navigateur qui le compose s’est arrêté sans rien écrire",
            PdfFailure.TooLarge => "le navigateur qui le compose a écrit plus que la taille permise",
            PdfFailure.Interrupted => "le site s’est arrêté pendant sa composition",
            _ => "le résultat ne convient pas, et le journal du site dit pourquoi",
        };
}
