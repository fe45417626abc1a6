using System.Text.Json.Nodes;
using Slipway.ApiServer.CustomResources;
using Slipway.ApiServer.CustomResources.Definitions;
using Slipway.ApiServer.CustomResources.Rules;
using Slipway.Kubernetes.Schemas;
using Slipway.Kubernetes.Yaml;

namespace Slipway.ApiServer.Tests.CustomResources;

/// <summary>The rules of Cluster API's own definitions, of all providers and releases that lie beside the repository.</summary>
public sealed class UpstreamRulesTests
{
    private static readonly Lazy<List<(Schema Schema, bool IsResource)>> Found = new(() =>
        [.. Directory.EnumerateFiles(Repository.RequireShared("upstream/crds"), "*.yaml", SearchOption.AllDirectories)
            .Where(f => File.ReadAllText(f).Contains("x-kubernetes-validations", StringComparison.Ordinal))
            .SelectMany(Read)
            .SelectMany(d => d["spec"]!["versions"]!.AsArray())
            .SelectMany(v => Places(Schema.FromJson(v!["schema"]!["openAPIV3Schema"]!), isResource: true))]);

    [Fact]
    public void Definitions_OfUpstream_AreAcceptedWithAllTheirRules()
    {
        var folder = Repository.RequireShared("upstream/crds");
        var (rules, compiled) = (0, 0);
        foreach (var definition in Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(Read))
        {
            var errors = new List<FieldError>();
            var kind = new CustomResourceDefinitionRules();
            kind.Default(definition);
            kind.PrepareCreate(definition);
            DefinitionValidator.Validate(definition, errors);
            Assert.True(errors.Count == 0, $"{definition["metadata"]!["name"]}: {string.Join(", ", errors.Take(3))}");
            foreach (var version in definition["spec"]!["versions"]!.AsArray())
            {
                var schema = Schema.FromJson(version!["schema"]!["openAPIV3Schema"]!);
                foreach (var (place, isResource) in Places(schema, isResource: true))
                {
                    var compiler = RuleCompiler.For(place, isResource)!;
                    rules += place.ValidationRules.Count;
                    compiled += place.ValidationRules.Count(r => compiler.Compile(r) is { Program: not null, Error: null, MessageError: null });
                }
            }
        }

        Assert.True(rules > 0);
        Assert.Equal(rules, compiled);
        TestContext.Current.SendDiagnosticMessage($"{compiled} of {rules} rules of upstream's definitions compile");
    }

    /// <summary>Every rule there is, by how it begins, with a value that it takes and one that it does not.</summary>
    [Theory]
    [InlineData("self.startsWith('cagw-')", "'cagw-1'", "'x'")]
    [InlineData("self in ['none','amazon-pool']", "'none'", "'other'")]
    [InlineData("!has(self.capacityReservationId) || !has(self.marketType)", "{'capacityReservationId':'a','marketType':'OnDemand'}", "{'capacityReservationId':'a','marketType':'Spot'}")]
    [InlineData("!has(self.capacityReservationId) || !has(self.spotMarketOptions)", "{'capacityReservationId':'a'}", "{'capacityReservationId':'a','spotMarketOptions':{}}")]
    [InlineData("self.matches('^[0-9]{12}$')", "'123456789012'", "'12345678901'")]
    [InlineData("self.prefixPolicy == 'Prefix'", "{'prefixPolicy':'Prefix','prefix':'a'}", "{'prefixPolicy':'NoPrefix','prefix':'a'}")]
    [InlineData("self.all(x, self.exists_one(y, x == y))", "[{}]", "[{},{}]")]
    [InlineData("!(self in ['Ready','Available'", "'Mine'", "'Ready'")]
    [InlineData("self.matches('^(Linux|LinuxSwap", "'LinuxSwap'", "'linux'")]
    [InlineData("self.all(x, self.exists_one(y, x.name == y.name))", "[{'name':'a','value':'1'},{'name':'b','value':'1'}]", "[{'name':'a','value':'1'},{'name':'a','value':'2'}]")]
    [InlineData("[has(self.layout),has(self.diskLayout)]", "{'layout':true}", "{'layout':true,'diskLayout':[]}")]
    public void Rule_OfUpstream_TakesTheGoodValueOnly(string rule, string good, string bad)
    {
        var places = AllPlaces().Where(p => p.Schema.ValidationRules.Any(r => r.Rule.StartsWith(rule, StringComparison.Ordinal))).ToList();

        Assert.NotEmpty(places);
        foreach (var (place, isResource) in places)
        {
            Assert.Empty(Evaluate(place, isResource, good, old: null));
            Assert.NotEmpty(Evaluate(place, isResource, bad, old: null));
        }
    }

    [Fact]
    public void Rule_OfUpstreamAboutAChange_TakesTheSameValueOnly()
    {
        var places = AllPlaces().Where(p => p.Schema.Type == "string" && p.Schema.ValidationRules.Any(r => r.Rule == "self == oldSelf")).ToList();

        Assert.NotEmpty(places);
        foreach (var (place, isResource) in places)
        {
            Assert.Empty(Evaluate(place, isResource, "'123456789012'", "'123456789012'"));
            Assert.NotEmpty(Evaluate(place, isResource, "'123456789012'", "'210987654321'"));
        }
    }

    private static List<FieldError> Evaluate(Schema schema, bool isResource, string value, string? old)
    {
        var errors = new List<FieldError>();
        var node = JsonNode.Parse(value.Replace('\'', '"'));
        var change = old is null ? null : new Correlation(node, JsonNode.Parse(old.Replace('\'', '"')), schema);
        CompiledRules.Of(schema, isResource)!.Evaluate(node, change, "value", new RuleRun(errors, warnings: null));
        return errors;
    }

    private static List<(Schema Schema, bool IsResource)> AllPlaces() => Found.Value;

    private static IEnumerable<(Schema Schema, bool IsResource)> Places(Schema schema, bool isResource)
    {
        if (schema.ValidationRules.Count > 0)
        {
            yield return (schema, isResource);
        }

        var children = schema.Properties.Values.Append(schema.Items).Append(schema.AdditionalProperties).OfType<Schema>();
        foreach (var place in children.Where(c => c.Mentions("x-kubernetes-validations"u8)).SelectMany(c => Places(c, c.EmbeddedResource)))
        {
            yield return place;
        }
    }

    private static IEnumerable<JsonObject> Read(string file) =>
        KubeYaml.ParseAll(File.ReadAllText(file)).OfType<JsonObject>().Where(d => (string?)d["kind"] == "CustomResourceDefinition");
}
