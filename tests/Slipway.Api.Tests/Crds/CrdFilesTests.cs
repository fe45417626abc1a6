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
        var kinds = CustomResourceDefinitions.Load().Select(c => (string)c["spec"]!["names"]!["kind"]!);

        Assert.Equal(
            ApiTypes.All.Select(t => t.Resource.Kind.Kind).Order(StringComparer.Ordinal),
            kinds.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Load_EmbeddedFiles_NamesAgreeWithTheDescriptors()
    {
        var plurals = CustomResourceDefinitions.Load().ToDictionary(
            c => (string)c["spec"]!["names"]!["kind"]!, c => (string)c["metadata"]!["name"]!);

        Assert.All(ApiTypes.All, t => Assert.Equal(t.Resource.GroupResource, plurals[t.Resource.Kind.Kind]));
    }
}
