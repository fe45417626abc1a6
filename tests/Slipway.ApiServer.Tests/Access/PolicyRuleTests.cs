using System.Text.Json.Nodes;
using CsCheck;
using Slipway.ApiServer.Authorization;
using Slipway.ApiServer.Authorization.Rbac;
using Slipway.ApiServer.Requests;

namespace Slipway.ApiServer.Tests.Access;

public sealed class PolicyRuleTests
{
    private static readonly RequestUser User = new("u", []);

    [Theory]
    [InlineData("""{"verbs":["get"],"apiGroups":[""],"resources":["pods"]}""", "get", "", "pods", "", "a", true)]
    [InlineData("""{"verbs":["get"],"apiGroups":[""],"resources":["pods"]}""", "list", "", "pods", "", "", false)]
    [InlineData("""{"verbs":["get"],"apiGroups":["apps"],"resources":["pods"]}""", "get", "", "pods", "", "a", false)]
    [InlineData("""{"verbs":["get"],"apiGroups":[""],"resources":["pods"]}""", "get", "", "pods", "log", "a", false)]
    [InlineData("""{"verbs":["get"],"apiGroups":[""],"resources":["pods/log"]}""", "get", "", "pods", "log", "a", true)]
    [InlineData("""{"verbs":["get"],"apiGroups":[""],"resources":["pods/log"]}""", "get", "", "pods", "", "a", false)]
    [InlineData("""{"verbs":["get"],"apiGroups":[""],"resources":["*/log"]}""", "get", "", "pods", "log", "a", true)]
    [InlineData("""{"verbs":["get"],"apiGroups":[""],"resources":["*/log"]}""", "get", "", "pods", "status", "a", false)]
    [InlineData("""{"verbs":["*"],"apiGroups":["*"],"resources":["*"]}""", "delete", "x", "y", "z", "", true)]
    [InlineData("""{"verbs":["get"],"apiGroups":[""],"resources":["pods"],"resourceNames":["a"]}""", "get", "", "pods", "", "a", true)]
    [InlineData("""{"verbs":["get"],"apiGroups":[""],"resources":["pods"],"resourceNames":["a"]}""", "get", "", "pods", "", "b", false)]
    [InlineData("""{"verbs":["list"],"apiGroups":[""],"resources":["pods"],"resourceNames":["a"]}""", "list", "", "pods", "", "", false)]
    [InlineData("""{"verbs":["*"],"nonResourceURLs":["*"]}""", "get", "", "pods", "", "a", false)]
    public void Allows_ARequestForAResource_AsRbacDoes(
        string rule, string verb, string group, string resource, string subresource, string name, bool expected)
    {
        var wanted = AuthorizationAttributes.Of(User, verb, new ResourceReference(group, "v1", resource, subresource), "ns", name);

        Assert.Equal(expected, Rule(rule).Allows(wanted));
    }

    [Theory]
    [InlineData("/healthz", "/healthz", true)]
    [InlineData("/healthz", "/healthz/etcd", false)]
    [InlineData("/healthz/*", "/healthz/etcd", true)]
    [InlineData("/healthz/*", "/healthz", false)]
    [InlineData("/api*", "/apis", true)]
    [InlineData("*", "/anything", true)]
    public void Allows_APath_ByItsStars(string pattern, string path, bool expected)
    {
        var rule = new PolicyRule { Verbs = ["get"], NonResourceUrls = [pattern] };

        Assert.Equal(expected, rule.Allows(new AuthorizationAttributes(User, "get") { NonResourcePath = path }));
    }

    [Fact]
    public void Missing_OfRulesPartlyHeld_NamesWhatIsNotHeldAlone()
    {
        PolicyRule[] held = [Rule("""{"verbs":["get","list"],"apiGroups":[""],"resources":["pods","*/status"]}""")];
        PolicyRule[] wanted = [Rule("""{"verbs":["get","delete"],"apiGroups":[""],"resources":["pods","nodes/status"]}""")];

        var missing = PolicyRules.Compact(PolicyRules.Missing(held, wanted)).Select(PolicyRules.Describe);

        Assert.Equal(
            [
                """{APIGroups:[""], Resources:["pods"], Verbs:["delete"]}""",
                """{APIGroups:[""], Resources:["nodes/status"], Verbs:["delete"]}""",
            ],
            missing);
    }

    [Fact]
    public void Covers_ARule_OnlyIfItAllowsAllThatTheOtherAllows()
    {
        var words = Any("a", "b", "*");
        var rules = Gen.Select(words.Array[1, 2], words.Array[1, 2], Any("r", "s", "r/x", "*/x", "*").Array[1, 2], words.Array[0, 2]);
        var requests = Gen.Select(Any("a", "b"), Any("a", "b"), Any("r", "s"), Any("", "x"), Any("a", "b"));

        Gen.Select(rules, rules, requests).Sample((held, wanted, request) =>
        {
            var (h, w) = (Make(held), Make(wanted));
            var asked = AuthorizationAttributes.Of(
                User, request.Item1, new ResourceReference(request.Item2, "v1", request.Item3, request.Item4), "", request.Item5);
            if (PolicyRules.Missing([h], [w]).Count == 0 && w.Allows(asked))
            {
                Assert.True(h.Allows(asked), $"{PolicyRules.Describe(h)} should cover {PolicyRules.Describe(w)}");
            }
        });
    }

    private static PolicyRule Make((string[] Verbs, string[] Groups, string[] Resources, string[] Names) rule) => new()
    {
        Verbs = [.. rule.Verbs],
        ApiGroups = [.. rule.Groups],
        Resources = [.. rule.Resources],
        ResourceNames = [.. rule.Names.Where(n => n != "*")],
    };

    private static PolicyRule Rule(string json) => PolicyRules.Read((JsonObject)JsonNode.Parse(json)!);

    private static Gen<string> Any(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
