using System.Globalization;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Subscribers.Imports;

namespace CitesDesMetiers.Web.Newsletter.Subscribers.Imports.Files;

/// <summary>The reason why a file cannot be read as a table.</summary>
internal enum FileFault
{
    Empty,
    TitlesOnly,
    TooLarge,
    OldWorkbook,
    OpenDocument,
    OtherArchive,
    WebPage,
    Binary,
    BrokenWorkbook,
    UnsafeWorkbook,
    Bomb,
    TooManyColumns,
    TooManyLines,
    TextTooLong,
    OpenQuote,
}

/// <summary>Thrown when a file cannot be read further. Nothing of it is stored.</summary>
/// <param name="line">From 1; 0 when the fault concerns the whole file.</param>
internal sealed class UnusableFileException(FileFault fault, int line = 0, Exception? cause = null)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"The file cannot be used: {fault}, line {line}."), cause)
{
    public FileFault Fault => fault;

    public int Line => line;

    /// <summary>In French: the fault, what was stored and what to do.</summary>
    public string Explanation => Typography.ForWeb($"{What} Rien n’a été gardé de ce fichier. {Next}");

    private string What => fault switch
    {
        FileFault.Empty => "Ce fichier est vide.",
        FileFault.TitlesOnly => "Ce fichier ne contient qu’une ligne de titres, et personne dessous.",
        FileFault.TooLarge => $"Ce fichier dépasse {SheetFile.MaxBytes / 1024 / 1024} Mo.",
        FileFault.OldWorkbook => "C’est un classeur de l’ancien format .xls, ou un classeur protégé par un mot de passe.",
        FileFault.OpenDocument => "C’est un document LibreOffice (.ods).",
        FileFault.OtherArchive => "C’est une archive ou un document d’un autre genre, pas un tableau.",
        FileFault.WebPage => "C’est une page web ou un fichier XML, quel que soit son nom.",
        FileFault.Binary => "Ce fichier n’est pas du texte : c’est une image, un PDF ou un autre fichier, quel que soit son nom.",
        FileFault.BrokenWorkbook => "Ce classeur est abîmé ou incomplet : sa lecture s’arrête avant la fin.",
        FileFault.UnsafeWorkbook => "Ce classeur contient des instructions qu’un tableur n’écrit jamais ; il a été refusé par sécurité.",
        FileFault.Bomb => "Une fois décompressé, ce classeur est démesuré ; il a été refusé par sécurité.",
        FileFault.TooManyColumns => $"La ligne {FrenchNumbers.Format(line)} a plus de {SubscriberImport.MaxColumns} colonnes.",
        FileFault.TooManyLines => $"Ce fichier a plus de {FrenchNumbers.Format(SheetFile.MaxLines)} lignes.",
        FileFault.TextTooLong =>
            $"Vers la ligne {FrenchNumbers.Format(line)}, un texte est démesuré : il manque sans doute un retour à la ligne ou un guillemet.",
        _ => $"Le guillemet ouvert vers la ligne {FrenchNumbers.Format(line)} n’est jamais refermé : le reste du fichier serait perdu.",
    };

    private string Next => fault switch
    {
        FileFault.Empty or FileFault.TitlesOnly => "Vérifiez que vous avez choisi le bon fichier.",
        FileFault.TooLarge or FileFault.TooManyLines => "Partagez-le en plusieurs fichiers, puis importez-les l’un après l’autre.",
        FileFault.OldWorkbook => "Ouvrez-le dans votre tableur, sans mot de passe, et enregistrez-le au format « Classeur Excel (.xlsx) ».",
        FileFault.OpenDocument => "Ouvrez-le dans LibreOffice et enregistrez-le au format « Excel 2007-365 (.xlsx) ».",
        FileFault.OtherArchive or FileFault.WebPage or FileFault.Binary =>
            "Ouvrez la liste dans un tableur et enregistrez-la au format .xlsx ou .csv.",
        FileFault.BrokenWorkbook => "Téléchargez-le à nouveau, ou ouvrez-le dans votre tableur et enregistrez-le sous un autre nom.",
        FileFault.UnsafeWorkbook or FileFault.Bomb => "Ouvrez-le dans votre tableur, copiez les cellules dans un nouveau classeur et enregistrez-le.",
        FileFault.TooManyColumns => "Supprimez les colonnes inutiles : l’adresse suffit.",
        _ => "Corrigez cette ligne dans un éditeur de texte, ou enregistrez le fichier depuis un tableur.",
    };
}
