using k8s.Models;
using Slipway.Kubernetes.Selectors;

namespace Slipway.Core.Objects;

/// <summary>Label selectors of specs.</summary>
internal static class Selectors
{
    /// <summary>The selector; one that is empty selects nothing.</summary>
    public static LabelSelector Of(V1LabelSelector? selector)
    {
        if (selector is null or { MatchLabels: null or { Count: 0 }, MatchExpressions: null or { Count: 0 } })
        {
            return LabelSelector.Nothing;
        }

        var requirements = LabelSelector.FromLabels(selector.MatchLabels ?? new Dictionary<string, string>(StringComparer.Ordinal)).Requirements;
        var expressions = (selector.MatchExpressions ?? []).Select(e => LabelRequirement.Create(e.Key, Operator(e.OperatorProperty), e.Values ?? []));
        return LabelSelector.FromRequirements(requirements.Concat(expressions));
    }

    /// <summary>The selector; one that is empty selects everything.</summary>
    public static LabelSelector OrEverything(V1LabelSelector? selector) =>
        Of(selector) is { MatchesNothing: false } chosen ? chosen : LabelSelector.Everything;

    private static SelectorOperator Operator(string name) => Enum.Parse<SelectorOperator>(name);
}
