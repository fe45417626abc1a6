namespace Slipway.Cel.Checking;

/// <summary>Names as a container sees them.</summary>
internal static class Names
{
    /// <summary>The qualified names that a name may mean, the most specific first. A leading dot means the name itself.</summary>
    public static IEnumerable<string> Candidates(string container, string name)
    {
        if (name.StartsWith('.'))
        {
            yield return name[1..];
            yield break;
        }

        for (var scope = container; scope.Length > 0;)
        {
            yield return $"{scope}.{name}";
            var dot = scope.LastIndexOf('.');
            scope = dot < 0 ? "" : scope[..dot];
        }

        yield return name;
    }
}
