namespace Slipway.ApiServer.Admission.Expressions;

/// <summary>What the expressions of one evaluation may cost together; kube-apiserver's bounds.</summary>
internal sealed class ExpressionBudget(ulong budget)
{
    /// <summary>What one call may cost.</summary>
    public const ulong PerCall = 1_000_000;

    /// <summary>What the match conditions of a webhook or policy may cost for one object.</summary>
    public const ulong OfMatchConditions = 2_500_000;

    /// <summary>What the validations of a policy may cost for one binding and parameter.</summary>
    public const ulong OfPolicy = 10_000_000;

    public const string Exhausted = "validation failed due to running out of cost budget, no further validation rules will be run";

    private ulong _left = budget;

    /// <summary>Whether all is spent: nothing more is evaluated.</summary>
    public bool IsExhausted { get; private set; }

    public void Spend(ulong cost)
    {
        IsExhausted |= cost > _left;
        _left -= Math.Min(cost, _left);
    }
}
