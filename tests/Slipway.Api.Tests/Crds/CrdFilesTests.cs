using Slipway.Api.Crds;
using Slipway.CrdGenerator;

namespace Slipway.Api.Tests.Crds;

public sealed class CrdFilesTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "src", "Slipway.Api", "Crds");

    [Fact]
    public void CheckedInFiles_AsGeneratedFromTheClasses_AreEqual()
    {
        var expected = CrdFiles.Generate(Folder).ToDictionary();
        var actual = Directory.GetFiles(Folder, "*.json").ToDictionary(f => Path.GetFileName(f), File.ReadAllText);

        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, content) in expected)
        {
            Assert.True(content == actual[name], $"{name} is not what the classes say; run: dotnet run --project eng/CrdGenerator");
        }
    }

    [Fact]
    public void Load_EmbeddedFiles_GivesOneDefinitionAKind()
    {
        var kinds = CustomResourceDefinitions.Load()
            .ToDictionary(c => (string)c["metadata"]!["name"]!, c => (string)c["spec"]!["names"]!["kind"]!);
        var types = ApiTypes.All.Select(t => t.Resource).Concat(ApiTypes.Moved.Select(m => m.Resource));

        Assert.Equal(types.ToDictionary(t => t.GroupResource, t => t.Kind.Kind), kinds);
    }
}
