using CitesDesMetiers.Core.Search;
using CsCheck;
using Microsoft.Data.Sqlite;

namespace CitesDesMetiers.Tests.Core.Search;

public class SearchWordsTests
{
    [Theory]
    [InlineData("Cœur d’Orléans, 2026 !", " coeur d orleans 2026 ")]
    [InlineData("L’Haÿ-les-Roses", " l hay les roses ")]
    [InlineData("a.b@example.org", " a b example org ")]
    [InlineData("😀 ☃", " ")]
    [InlineData("", " ")]
    public void Words_are_folded_and_stand_between_single_spaces(string text, string words) => Assert.Equal(words, SearchWords.Of(text));

    [Fact]
    public void Words_are_those_of_the_tokenizer_of_SQLite()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            CREATE VIRTUAL TABLE "Texts" USING fts5("Words", tokenize = 'unicode61 remove_diacritics 0');
            CREATE VIRTUAL TABLE "Tokens" USING fts5vocab("Texts", 'row');
            """;
        command.ExecuteNonQuery();
        Gen.String[Gen.Char[" '’-.;œŒéÉÿĀßøłaAbz09²½_*\"%[]\u00A0\u0301"], 0, 40].Select(Gen.String, (french, any) => french + " " + any)
            .Sample(text =>
        {
            command.CommandText = """DELETE FROM "Texts"; INSERT INTO "Texts" VALUES ($words);""";
            command.Parameters.Clear();
            command.Parameters.AddWithValue("$words", SearchWords.Of(text));
            command.ExecuteNonQuery();
            command.CommandText = """SELECT term FROM "Tokens" """;
            using var tokens = command.ExecuteReader();
            var found = new List<string>();
            while (tokens.Read())
            {
                found.Add(tokens.GetString(0));
            }

            Assert.Equal(SearchWords.Split(text).Distinct().Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        }, threads: 1, iter: 2_000);
    }
}
