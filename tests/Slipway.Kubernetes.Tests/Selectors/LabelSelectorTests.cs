using CsCheck;
using Slipway.Kubernetes.Selectors;

namespace Slipway.Kubernetes.Tests.Selectors;

public sealed class LabelSelectorTests
{
    private static readonly Dictionary<string, string> Labels = new(StringComparer.Ordinal) { ["app"] = "web", ["n"] = "5", ["in"] = "x" };

    [Theory]
    [InlineData("", true)]
    [InlineData("app=web", true)]
    [InlineData("app==web,n", true)]
    [InlineData("app!=web", false)]
    [InlineData("other!=web", true)]
    [InlineData("app in (api, web)", true)]
    [InlineData("app notin (api,web)", false)]
    [InlineData("other notin (api)", true)]
    [InlineData("!other", true)]
    [InlineData("!app", false)]
    [InlineData("n>4,n<6", true)]
    [InlineData("n > 5", false)]
    [InlineData("app>4", false)]
    [InlineData("in=x", true)]
    [InlineData("app=", false)]
    [InlineData("app in ()", false)]
    public void Matches_TextForm_Decides(string selector, bool expected) => Assert.Equal(expected, LabelSelector.Parse(selector).Matches(Labels));

    [Theory]
    [InlineData("z=1,a in (c,b,b),!m,k", "a in (b,c),k,!m,z=1")]
    [InlineData("x==y", "x==y")]
    [InlineData("a notin (,b)", "a notin (,b)")]
    [InlineData("a gt 1", null)]
    public void ToString_Parsed_IsCanonical(string selector, string? expected)
    {
        if (expected is null)
        {
            Assert.Throws<SelectorParseException>(() => LabelSelector.Parse(selector));
            return;
        }

        Assert.Equal(expected, LabelSelector.Parse(selector).ToString());
    }

    [Theory]
    [InlineData("a,,b", "found ',', expected: identifier after ','")]
    [InlineData("a=b=c", "found '=', expected: ',' or 'end of string'")]
    [InlineData("a in b", "unable to parse requirement: found 'b' expected: '('")]
    [InlineData("a in (b", "unable to parse requirement: found '', expected: ',' or ')'")]
    [InlineData("=b", "found '=', expected: !, identifier, or 'end of string'")]
    [InlineData("a b", "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt")]
    public void Parse_BadText_SaysWhatKubeApiserverSays(string selector, string message) =>
        Assert.Equal(message, Assert.Throws<SelectorParseException>(() => LabelSelector.Parse(selector)).Message);

    [Fact]
    public void FromJson_LabelsAndExpressions_AllHold()
    {
        var selector = LabelSelector.FromJson(Json.Object("""
            {'matchLabels': {'app': 'web'}, 'matchExpressions': [
              {'key': 'tier', 'operator': 'In', 'values': ['b', 'a']}, {'key': 'old', 'operator': 'DoesNotExist'}, {'key': 'new', 'operator': 'Exists'}]}
            """));

        Assert.Equal("app=web,new,!old,tier in (a,b)", selector.ToString());
        Assert.Equal("web", selector.RequiredValue("app"));
        Assert.Null(selector.RequiredValue("tier"));
    }

    [Fact]
    public void FromJson_NullAndEmpty_AreNothingAndEverything()
    {
        Assert.False(LabelSelector.FromJson(null).Matches(Labels));
        Assert.True(LabelSelector.FromJson([]).Matches(null));
        Assert.Equal(
            "\"Like\" is not a valid label selector operator",
            Assert.Throws<SelectorParseException>(
                () => LabelSelector.FromJson(Json.Object("{'matchExpressions': [{'key': 'a', 'operator': 'Like'}]}"))).Message);
    }

    [Fact]
    public void Parse_OfItsOwnText_GivesTheSameText()
    {
        var key = JsonGen.Pick("a", "b/c", "example.com/d", "in", "notin");
        var value = JsonGen.Pick("x", "y.z", "1", "");
        Gen.Select(key, JsonGen.Pick(Enum.GetValues<SelectorOperator>()), value.List[1, 3]).List[0, 4].Sample(parts =>
        {
            var selector = LabelSelector.FromRequirements(parts.Select(part => Requirement(part.Item1, part.Item2, part.Item3)));
            return LabelSelector.Parse(selector.ToString()).ToString() == selector.ToString();
        });

        static LabelRequirement Requirement(string key, SelectorOperator op, List<string> values) => LabelRequirement.Create(key, op, op switch
        {
            SelectorOperator.In or SelectorOperator.NotIn => values,
            SelectorOperator.Exists or SelectorOperator.DoesNotExist => [],
            SelectorOperator.GreaterThan or SelectorOperator.LessThan => ["7"],
            _ => values[..1],
        });
    }
}
