using Slipway.Api.Conditions;
using Slipway.Api.Shared;

namespace Slipway.Core.Objects;

/// <summary>Conditions that a person makes readiness or availability wait for.</summary>
internal static class Gates
{
    /// <summary>The same summary with the gates' conditions in it.</summary>
    public static SummaryOptions With(this SummaryOptions options, IReadOnlyCollection<ConditionGate>? gates) => gates is null or { Count: 0 }
        ? options
        : options with
        {
            Types = [.. options.Types, .. gates.Select(g => g.ConditionType!)],
            NegativePolarity =
            [
                .. options.NegativePolarity, .. gates.Where(g => g.Polarity == ConditionPolarity.Negative).Select(g => g.ConditionType!),
            ],
        };
}
