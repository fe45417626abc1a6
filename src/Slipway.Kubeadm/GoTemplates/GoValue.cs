namespace Slipway.Kubeadm.GoTemplates;

/// <summary>
/// Values of templates: bool, long (Go's int), byte (what a text is made of), double, string (see <see cref="GoText"/>), maps and lists; null
/// is what is not there.
/// </summary>
internal static class GoValue
{
    /// <summary>Whether a value counts as true: it is there and neither zero nor empty.</summary>
    public static bool IsTrue(object? value) => value switch
    {
        null => false,
        bool flag => flag,
        long number => number != 0,
        byte number => number != 0,
        double number => number != 0,
        string text => text.Length > 0,
        IReadOnlyDictionary<string, object> map => map.Count > 0,
        IReadOnlyList<object> list => list.Count > 0,
        _ => true,
    };

    /// <summary>The name of a value's type.</summary>
    public static string TypeName(object? value) => value switch
    {
        null => "<nil>",
        bool => "bool",
        long => "int",
        byte => "uint8",
        double => "float64",
        string => "string",
        IReadOnlyDictionary<string, object> => "map[string]interface {}",
        IReadOnlyList<object> => "[]interface {}",
        _ => value.GetType().Name,
    };
}
