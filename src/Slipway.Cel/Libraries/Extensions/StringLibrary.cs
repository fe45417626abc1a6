using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Libraries.Extensions;

/// <summary>More functions of strings. Positions count code points.</summary>
internal static class StringLibrary
{
    private static readonly CelType ListOfString = CelType.List(CelType.String);

    public static CelLibrary Latest { get; } = new("cel.lib.ext.strings")
    {
        Overloads = [.. Common(), Format(isFormer: false), Member(
            "reverse", "string_reverse", [], CelType.String, StringPositions.Reverse)],
    };

    /// <summary>The version that kube-apiserver has: no <c>reverse</c>, and <c>format</c> writes nested values as literals.</summary>
    public static CelLibrary Version2 { get; } = new("cel.lib.ext.strings") { Overloads = [.. Common(), Format(isFormer: true)] };

    private static IEnumerable<CelOverload> Common() =>
    [
        Member("charAt", "string_char_at_int", [CelType.Int], CelType.String, StringPositions.CharAt),
        Member("indexOf", "string_index_of_string", [CelType.String], CelType.Int, StringPositions.IndexOf),
        Member("indexOf", "string_index_of_string_int", [CelType.String, CelType.Int], CelType.Int, StringPositions.IndexOf),
        Member("lastIndexOf", "string_last_index_of_string", [CelType.String], CelType.Int, StringPositions.LastIndexOf),
        Member("lastIndexOf", "string_last_index_of_string_int", [CelType.String, CelType.Int], CelType.Int, StringPositions.LastIndexOf),
        Member("substring", "string_substring_int", [CelType.Int], CelType.String, StringPositions.Substring),
        Member("substring", "string_substring_int_int", [CelType.Int, CelType.Int], CelType.String, StringPositions.Substring),
        Member("lowerAscii", "string_lower_ascii", [], CelType.String, static a => StringTransforms.LowerAscii(a.Text(0))),
        Member("upperAscii", "string_upper_ascii", [], CelType.String, static a => StringTransforms.UpperAscii(a.Text(0))),
        Member("trim", "string_trim", [], CelType.String, static a => new CelString(a.Text(0).Trim())),
        Member("replace", "string_replace_string_string", [CelType.String, CelType.String], CelType.String, StringTransforms.Replace),
        Member(
            "replace",
            "string_replace_string_string_int",
            [CelType.String, CelType.String, CelType.Int],
            CelType.String,
            StringTransforms.Replace),
        Member("split", "string_split_string", [CelType.String], ListOfString, StringTransforms.Split),
        Member("split", "string_split_string_int", [CelType.String, CelType.Int], ListOfString, StringTransforms.Split),
        CelOverload.Member("join", "list_join", [ListOfString], CelType.String, StringTransforms.Join),
        CelOverload.Member("join", "list_join_string", [ListOfString, CelType.String], CelType.String, StringTransforms.Join),
        CelOverload.Global(
            "strings.quote",
            "strings_quote",
            [CelType.String],
            CelType.String,
            static a => new CelString(StringTransforms.Quote(a.Text(0)))),
    ];

    private static CelOverload Format(bool isFormer) => Member(
        "format",
        "string_format",
        [CelType.ListOfDyn],
        CelType.String,
        a => StringFormat.Run(a.Text(0), a.List(1), isFormer));

    private static CelOverload Member(string function, string id, CelType[] parameters, CelType result, CelFunction implementation) =>
        CelOverload.Member(function, id, [CelType.String, .. parameters], result, implementation);
}
