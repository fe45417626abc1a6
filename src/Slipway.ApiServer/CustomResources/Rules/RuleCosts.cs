using System.Globalization;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources.Rules;

/// <summary>The estimates of all rules of one schema.</summary>
internal sealed class RuleCosts
{
    private const int Shown = 4;

    private readonly List<(string Path, ulong Cost)> _mostExpensive = [];
    private ulong _total;

    /// <summary>Counts an estimate.</summary>
    public void Observe(string path, ulong cost)
    {
        _total = Add(_total, cost);
        if (cost < RuleLimits.SchemaEstimate / 100)
        {
            return;
        }

        // Stable, so that of equal ones the first is shown first.
        var at = _mostExpensive.FindIndex(c => c.Cost < cost);
        _mostExpensive.Insert(at < 0 ? _mostExpensive.Count : at, (path, cost));
        if (_mostExpensive.Count > Shown)
        {
            _mostExpensive.RemoveAt(Shown);
        }
    }

    /// <summary>Adds errors when all rules together are too expensive.</summary>
    /// <param name="path">Where the schema stands.</param>
    /// <param name="errors">Gets the errors.</param>
    public void Report(string path, List<FieldError> errors)
    {
        if (_total <= RuleLimits.SchemaEstimate)
        {
            return;
        }

        errors.AddRange(_mostExpensive.Select(c => FieldError.Forbidden(
            c.Path, "contributed to estimated rule cost total exceeding cost limit for entire OpenAPIv3 schema")));
        errors.Add(TooExpensive(
            path, "x-kubernetes-validations estimated rule cost total for entire OpenAPIv3 schema", _total, RuleLimits.SchemaEstimate));
    }

    /// <summary>The error that says by how much an estimate is too high.</summary>
    public static FieldError TooExpensive(string path, string what, ulong cost, ulong limit)
    {
        var factor = (double)cost / limit;
        var text = factor > 100 ? "more than 100x" : factor.ToString(factor < 1.5 ? "F6" : "F1", CultureInfo.InvariantCulture) + "x";
        return FieldError.Forbidden(
            path,
            $"{what} exceeds budget by factor of {text} (try simplifying the rule, or adding maxItems, maxProperties, and maxLength where arrays, "
            + "maps, and strings are declared)");
    }

    /// <summary>A sum that stops at the greatest number.</summary>
    public static ulong Add(ulong a, ulong b) => a > ulong.MaxValue - b ? ulong.MaxValue : a + b;

    /// <summary>A product that stops at the greatest number.</summary>
    public static ulong Multiply(ulong a, ulong b) => a != 0 && ulong.MaxValue / a < b ? ulong.MaxValue : a * b;
}
