using System.Text;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Storage;

namespace Slipway.ApiServer.Bootstrap;

/// <summary>
/// One object that every cluster begins with. All clusters of the process share its bytes: a cluster's own are made, by copying and
/// without serialisation, when somebody reads the object.
/// </summary>
internal sealed class InitialObject
{
    /// <summary>Stands where a cluster's own time goes; as long as it.</summary>
    public const string Time = "0001-01-01T00:00:00Z";

    /// <summary>Stands where a UID goes; as long as it.</summary>
    public const string Uid = "00000000-0000-0000-0000-000000000000";

    private readonly byte[] _json;
    private readonly RevisionTemplate _template;
    private readonly int _uid;
    private readonly int[] _times;

    /// <summary>Takes the object as every cluster stores it, with <see cref="Uid"/> and <see cref="Time"/> in it.</summary>
    public InitialObject(StoreKey key, JsonObject obj)
    {
        Key = key;
        _json = Trees.ToStoredJson(obj);
        _template = RevisionTemplate.Parse(_json);
        _uid = _json.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Uid));
        _times = [.. PlacesOf(Encoding.ASCII.GetBytes(Time))];
    }

    public StoreKey Key { get; }

    /// <summary>The object as a tree, the caller's own; its UID, times and version mean nothing.</summary>
    public JsonObject Read() => (JsonObject)JsonTreeReader.Read(_json)!;

    /// <summary>The object of one cluster.</summary>
    public byte[] Encode(InitialStamp stamp, long revision)
    {
        var json = _template.Encode(revision);

        // The version comes after the UID and before the times (see InitialObjectReader).
        var shift = json.Length - _json.Length;
        stamp.UidOf(Key).TryFormat(json.AsSpan(_uid), out _);
        foreach (var time in _times)
        {
            Encoding.ASCII.GetBytes(stamp.Time, json.AsSpan(time + shift));
        }

        return json;
    }

    private IEnumerable<int> PlacesOf(byte[] text)
    {
        for (var at = _json.AsSpan().IndexOf(text); at >= 0;)
        {
            yield return at;
            var next = _json.AsSpan(at + text.Length).IndexOf(text);
            at = next < 0 ? next : at + text.Length + next;
        }
    }
}
