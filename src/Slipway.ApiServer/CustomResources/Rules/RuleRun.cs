using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources.Rules;

/// <summary>One evaluation of all rules of an object: what it may still cost and what it has found.</summary>
/// <param name="errors">Gets the errors.</param>
/// <param name="warnings">Gets what is let be because it was so before; null to let nothing be.</param>
internal sealed class RuleRun(List<FieldError> errors, List<string>? warnings)
{
    private long _left = RuleLimits.RunBudget;

    /// <summary>Whether no further rule may be evaluated.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether the budget is used up, though no rule has found that out yet.</summary>
    public bool IsSpent => _left <= 0;

    /// <summary>Takes a cost from the budget; false when it is more than what is left.</summary>
    public bool TrySpend(ulong cost)
    {
        if (cost > (ulong)Math.Max(_left, 0))
        {
            return false;
        }

        _left -= (long)cost;
        return true;
    }

    /// <summary>Adds an error after which no rule is evaluated any more.</summary>
    public void Stop(FieldError error)
    {
        errors.Add(error);
        End();
    }

    /// <summary>Lets no rule be evaluated any more.</summary>
    public void End() => IsOver = true;

    /// <summary>Adds an error.</summary>
    public void Add(FieldError error) => errors.Add(error);

    /// <summary>Adds a broken rule, which is no more than a warning where nothing has changed.</summary>
    public void AddBroken(FieldError error, bool isUnchanged)
    {
        if (isUnchanged && warnings is not null)
        {
            warnings.Add(error.ToString());
        }
        else
        {
            errors.Add(error);
        }
    }
}
