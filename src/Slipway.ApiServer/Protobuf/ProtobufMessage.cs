using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Slipway.ApiServer.Protobuf;

/// <summary>A message's fields, by number and by their names in JSON.</summary>
internal sealed class ProtobufMessage
{
    private readonly ProtobufField?[] _byNumber;
    private ProtobufMember[]? _members;

    public ProtobufMessage(IReadOnlyCollection<ProtobufField> fields)
    {
        _byNumber = new ProtobufField?[fields.Count == 0 ? 0 : fields.Max(f => f.Number) + 1];
        foreach (var field in fields)
        {
            _byNumber[field.Number] = field;
        }
    }

    /// <summary>The fields as JSON has them. Made when first needed, as a schema's fields are schemas again.</summary>
    public IReadOnlyList<ProtobufMember> Members => AllMembers;

    private ProtobufMember[] AllMembers => _members ??= [.. MembersOf(this, [])];

    public ProtobufField? Find(int number) => (uint)number < (uint)_byNumber.Length ? _byNumber[number] : null;

    /// <summary>The field that JSON knows by a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="next">Where to look first: JSON mostly has the fields in their order. Start with 0.</param>
    /// <param name="member">The field.</param>
    public bool TryFind(ReadOnlySpan<byte> name, ref int next, [NotNullWhen(true)] out ProtobufMember? member)
    {
        var members = AllMembers;
        for (var i = 0; i < members.Length; i++)
        {
            var index = next + i < members.Length ? next + i : next + i - members.Length;
            if (name.SequenceEqual(members[index].Field.Name.Span))
            {
                next = index + 1 < members.Length ? index + 1 : 0;
                member = members[index];
                return true;
            }
        }

        member = null;
        return false;
    }

    private static IEnumerable<ProtobufMember> MembersOf(ProtobufMessage message, ImmutableArray<ProtobufField> owners)
    {
        foreach (var field in message._byNumber.OfType<ProtobufField>())
        {
            if (field.Shape != ProtobufShape.Inline)
            {
                yield return new ProtobufMember(field, owners);
                continue;
            }

            foreach (var member in MembersOf(field.Message, owners.Add(field)))
            {
                yield return member;
            }
        }
    }
}
