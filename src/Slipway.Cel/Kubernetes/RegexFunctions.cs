using Slipway.Cel.Libraries;
using Slipway.Cel.Types;
using Slipway.Cel.Values;
using Slipway.Re2;

namespace Slipway.Cel.Kubernetes;

/// <summary><c>find</c> and <c>findAll</c>.</summary>
internal static class RegexFunctions
{
    private static readonly CelType Strings = CelType.List(CelType.String);

    /// <summary>The library.</summary>
    public static CelLibrary Library { get; } = new("kubernetes.regex")
    {
        Overloads =
        [
            CelOverload.Member("find", "string_find_string", [CelType.String, CelType.String], CelType.String, a => Compiled(a[1], a[0], Find)) with
            {
                Specialize = Prepare(Find),
            },
            CelOverload.Member("findAll", "string_find_all_string", [CelType.String, CelType.String], Strings, a => Compiled(a[1], a[0], FindAll)) with
            {
                Specialize = Prepare(FindAll),
            },
            CelOverload.Member(
                "findAll",
                "string_find_all_string_int",
                [CelType.String, CelType.String, CelType.Int],
                Strings,
                a => Take(Compiled(a[1], a[0], FindAll), a[2])) with
            {
                Specialize = PrepareTaking(),
            },
        ],
    };

    private static CelSpecializer Prepare(Func<Re2Regex, string, CelValue> search) => (IReadOnlyList<CelValue?> constants, out string? error) =>
    {
        error = null;
        return constants[1] is CelString pattern && Re2Regex.TryParse(pattern.Value, out var regex, out error) ? a => search(regex, a.Text(0)) : null;
    };

    private static CelSpecializer PrepareTaking()
    {
        var all = Prepare(FindAll);
        return (IReadOnlyList<CelValue?> constants, out string? error) => all(constants, out error) is { } search ? a => Take(search(a), a[2]) : null;
    }

    private static CelValue Compiled(CelValue pattern, CelValue text, Func<Re2Regex, string, CelValue> search) =>
        Re2Regex.TryParse(((CelString)pattern).Value, out var regex, out var error)
            ? search(regex, ((CelString)text).Value)
            : new CelError($"Illegal regex: {error}");

    private static CelValue Find(Re2Regex regex, string text) =>
        new CelString(regex.Find(text) is { } match ? text.Substring(match.Index, match.Length) : "");

    private static CelValue FindAll(Re2Regex regex, string text) =>
        CelList.Of([.. regex.FindAll(text).Select(m => new CelString(text.Substring(m.Index, m.Length)))]);

    private static CelValue Take(CelValue found, CelValue count)
    {
        if (found is not CelList list || ((CelInt)count).Value is var most && (most < 0 || most >= list.Count))
        {
            return found;
        }

        return CelList.Of([.. Enumerable.Range(0, (int)most).Select(i => list[i])]);
    }
}
