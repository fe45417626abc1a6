namespace Slipway.ApiServer.CustomResources.Rules;

/// <summary>What rules may cost, in kube-apiserver's units.</summary>
internal static class RuleLimits
{
    /// <summary>One evaluation of one rule.</summary>
    public const ulong Call = 1_000_000;

    /// <summary>All rules of one write.</summary>
    public const long RunBudget = 10_000_000;

    /// <summary>The estimate for one rule of a definition, over all places where it can apply.</summary>
    public const ulong RuleEstimate = 10_000_000;

    /// <summary>The estimate for all rules of one schema.</summary>
    public const ulong SchemaEstimate = 100_000_000;

    /// <summary>The longest message that an expression may make, in bytes.</summary>
    public const int MessageBytes = 5 * 1024;
}
