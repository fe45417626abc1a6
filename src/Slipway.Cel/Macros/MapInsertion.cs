namespace Slipway.Cel.Macros;

/// <summary>The function by which comprehensions make maps; no expression can name it.</summary>
internal static class MapInsertion
{
    public const string Function = "cel.@mapInsert";

    public const string KeyValue = "@mapInsert_map_key_value";

    public const string Map = "@mapInsert_map_map";
}
