using Slipway.Kubernetes.Apply;

namespace Slipway.Kubernetes.Tests.Apply;

/// <summary>How applied configurations and plain writes merge, field sort by field sort, as upstream's structured merge has it.</summary>
public sealed class MergeTests
{
    [Theory]

    // Who applies no longer what he applied takes it away, unless another has it too.
    [InlineData("a applies {'map': {'x': '1', 'y': '2'}} \n a applies {'map': {'x': '1'}}", "{'map': {'x': '1'}}", "a {'f:map':{'f:x':{}}}")]
    [InlineData("a applies {'map': {'x': '1'}} \n b applies {'map': {'x': '1', 'y': '2'}} \n a applies {}", "{'map': {'x': '1', 'y': '2'}}", "b {'f:map':{'f:x':{},'f:y':{}}}")]
    [InlineData("a applies {'set': ['x', 'y', 'z']} \n b applies {'set': ['z', 'w']} \n a applies {'set': ['x']}", "{'set': ['x', 'z', 'w']}", "a {'f:set':{'v:`x`':{}}} b {'f:set':{'v:`w`':{},'v:`z`':{}}}")]
    [InlineData("a applies {'items': [{'name': 'x'}, {'name': 'y', 'value': 1}]} \n a applies {'items': [{'name': 'y'}]}", "{'items': [{'name': 'y'}]}", "a {'f:items':{'k:{`name`:`y`}':{'.':{},'f:name':{}}}}")]
    [InlineData("a applies {'struct': {'name': 'x', 'value': 1}} \n a applies {}", "{}", "")]

    // What stands beside a field that goes, and nobody applied, stays; what is in an item that goes does not.
    [InlineData("a applies {'struct': {'name': 'x'}} \n c writes {'struct': {'name': 'x', 'value': 1}} \n a applies {}", "{'struct': {'value': 1}}", "c {'f:struct':{'f:value':{}}}")]
    [InlineData("a applies {'items': [{'name': 'x', 'value': 1}]} \n c writes {'items': [{'name': 'x', 'value': 1, 'tags': ['t']}]} \n a applies {'items': []}", "{}", "")]

    // A plain write takes what it changes from those who applied it; what it leaves as it is stays theirs.
    [InlineData("a applies {'map': {'x': '1', 'y': '2'}} \n c writes {'map': {'x': '1', 'y': '3'}}", "{'map': {'x': '1', 'y': '3'}}", "a {'f:map':{'f:x':{}}} c {'f:map':{'f:y':{}}}")]
    [InlineData("a applies {'map': {'x': '1'}} \n c writes {}", "{}", "")]
    [InlineData("c writes {'map': {'x': '1'}} \n d writes {'map': {'x': '2', 'y': '2'}} \n c writes {'map': {'x': '2'}}", "{'map': {'x': '2'}}", "c {'f:map':{}} d {'f:map':{'f:x':{}}}")]

    // The same value applied by two is owned by both.
    [InlineData("a applies {'struct': {'name': 'x'}} \n b applies {'struct': {'name': 'x'}}", "{'struct': {'name': 'x'}}", "a {'f:struct':{'f:name':{}}} b {'f:struct':{'f:name':{}}}")]
    [InlineData("c writes {'struct': {'name': 'x'}} \n b applies {'struct': {'name': 'x'}}", "{'struct': {'name': 'x'}}", "b {'f:struct':{'f:name':{}}} c {'f:struct':{'.':{},'f:name':{}}}")]

    // Leaves are owned whole.
    [InlineData("a applies {'atomicList': ['x'], 'atomicMap': {'k': 'v'}} \n c writes {'atomicList': ['x', 'y'], 'atomicMap': {'k': 'v'}}", "{'atomicList': ['x', 'y'], 'atomicMap': {'k': 'v'}}", "a {'f:atomicMap':{}} c {'f:atomicList':{}}")]
    [InlineData("a applies {'atomicMap': {'k': 'v'}} \n a applies {'atomicMap': {'l': 'w'}}", "{'atomicMap': {'l': 'w'}}", "a {'f:atomicMap':{}}")]

    // Key fields that have a default may be left out; each combination of keys is an item of its own.
    [InlineData("a applies {'ports': [{'port': 80, 'name': 'x'}]} \n a applies {'ports': [{'port': 80, 'protocol': 'TCP', 'name': 'y'}]}", "{'ports': [{'port': 80, 'name': 'y', 'protocol': 'TCP'}]}", "a {'f:ports':{'k:{`port`:80,`protocol`:`TCP`}':{'.':{},'f:name':{},'f:port':{},'f:protocol':{}}}}")]
    [InlineData("a applies {'ports': [{'port': 80, 'protocol': 'UDP'}]} \n b applies {'ports': [{'port': 80}]}", "{'ports': [{'port': 80, 'protocol': 'UDP'}, {'port': 80}]}", "a {'f:ports':{'k:{`port`:80,`protocol`:`UDP`}':{'.':{},'f:port':{},'f:protocol':{}}}} b {'f:ports':{'k:{`port`:80,`protocol`:`TCP`}':{'.':{},'f:port':{}}}}")]
    [InlineData("a applies {'ports': [{'port': 80.0}]}", "{'ports': [{'port': 80.0}]}", "a {'f:ports':{'k:{`port`:80,`protocol`:`TCP`}':{'.':{},'f:port':{}}}}")]
    [InlineData("a applies {'ports': [{'protocol': 'UDP'}]}", "{'ports': [{'protocol': 'UDP'}]}", "a {'f:ports':{'k:{`protocol`:`UDP`}':{'.':{},'f:protocol':{}}}}")]

    // What no schema describes is owned by what stands there: maps in parts, lists whole.
    [InlineData("a applies {'free': {'m': {'x': 1}, 'l': [1]}} \n b applies {'free': {'m': {'y': 2}}}", "{'free': {'m': {'x': 1, 'y': 2}, 'l': [1]}}", "a {'f:free':{'f:l':{},'f:m':{'.':{},'f:x':{}}}} b {'f:free':{'f:m':{'.':{},'f:y':{}}}}")]
    [InlineData("a applies {'free': {'m': {'x': 1}}} \n c writes {'free': {'m': [1]}}", "{'free': {'m': [1]}}", "c {'f:free':{'f:m':{}}}")]

    // Empty and null are something too.
    [InlineData("a applies {'map': {}}", "{'map': {}}", "a {'f:map':{}}")]
    [InlineData("a applies {'set': []}", "{'set': []}", "")]
    [InlineData("a applies {'struct': {'name': 'x'}} \n c writes {'struct': {'name': 'x', 'value': 1}} \n a applies {'struct': null}", "{'struct': {'value': 1}}", "a {'f:struct':{}} c {'f:struct':{'f:value':{}}}")]
    [InlineData("a applies {'maps': {'x': {'k': '1'}}} \n b applies {'maps': {'x': {}}} \n a applies {}", "{'maps': {'x': {}}}", "b {'f:maps':{'f:x':{}}}")]
    [InlineData("c writes {'map': {}} \n a applies {'map': {'x': '1'}}", "{'map': {'x': '1'}}", "a {'f:map':{'f:x':{}}} c {'f:map':{}}")]

    // The configuration's order counts for its own items, and others keep their place.
    [InlineData("a applies {'set': ['x', 'y', 'z']} \n b applies {'set': ['z', 'n', 'x']}", "{'set': ['y', 'z', 'n', 'x']}", "a {'f:set':{'v:`x`':{},'v:`y`':{},'v:`z`':{}}} b {'f:set':{'v:`n`':{},'v:`x`':{},'v:`z`':{}}}")]
    [InlineData("a applies {'items': [{'name': 'x'}, {'name': 'y'}]} \n a applies {'items': [{'name': 'y'}, {'name': 'x'}]}", "{'items': [{'name': 'y'}, {'name': 'x'}]}", "a {'f:items':{'k:{`name`:`x`}':{'.':{},'f:name':{}},'k:{`name`:`y`}':{'.':{},'f:name':{}}}}")]

    // A plain write may leave an item twice; who owns the mark of it owns both, and an apply makes one of them.
    [InlineData("c writes {'set': ['x', 'x', 'y']}", "{'set': ['x', 'x', 'y']}", "c {'f:set':{'.':{},'v:`x`':{},'v:`y`':{}}}")]
    [InlineData("c writes {'items': [{'name': 'x', 'value': 1}, {'name': 'x', 'value': 2}]}", "{'items': [{'name': 'x', 'value': 1}, {'name': 'x', 'value': 2}]}", "c {'f:items':{'.':{},'k:{`name`:`x`}':{}}}")]
    [InlineData("c writes {'items': [{'name': 'x', 'value': 1}, {'name': 'x', 'value': 2}]} \n a forces {'items': [{'name': 'x', 'value': 3}]}", "{'items': [{'name': 'x', 'value': 3}]}", "a {'f:items':{'k:{`name`:`x`}':{'.':{},'f:name':{},'f:value':{}}}} c {'f:items':{}}")]
    [InlineData("c writes {'items': [{'name': 'x', 'value': 1}, {'name': 'x', 'value': 2}]} \n d writes {'items': [{'name': 'x', 'value': 1}]}", "{'items': [{'name': 'x', 'value': 1}]}", "c {'f:items':{}} d {'f:items':{'k:{`name`:`x`}':{'.':{},'f:name':{},'f:value':{}}}}")]
    [InlineData("c writes {'set': ['x', 'x']} \n a applies {'set': ['y']}", "{'set': ['x', 'x', 'y']}", "a {'f:set':{'v:`y`':{}}} c {'f:set':{'.':{},'v:`x`':{}}}")]
    public void Writes_OneAfterAnother_LeaveObjectAndOwners(string story, string expected, string owners)
    {
        var told = MergeStory.Of(story);

        Json.AssertEqual(expected, told.Object);
        Assert.Equal(owners, told.Owners);
    }

    [Theory]
    [InlineData("a applies {'struct': {'name': 'x', 'value': 1}, 'map': {'k': '1'}} \n b applies {'struct': {'name': 'y', 'value': 1}, 'map': {'k': '2'}}", "`a` .map.k, `a` .struct.name")]
    [InlineData("a applies {'items': [{'name': 'x', 'value': 1}]} \n b applies {'items': [{'name': 'x', 'value': 2}]}", "`a` .items[name=`x`].value")]
    [InlineData("a applies {'ports': [{'port': 80, 'name': 'x'}]} \n b applies {'ports': [{'port': 80, 'protocol': 'TCP', 'name': 'y'}]}", "`a` .ports[port=80,protocol=`TCP`].name")]
    [InlineData("a applies {'atomicList': ['x']} \n b applies {'atomicList': ['x', 'y']}", "`a` .atomicList")]
    [InlineData("a applies {'map': {'k': '1'}} \n c writes {'map': {'k': '2'}} \n a applies {'map': {'k': '1'}}", "`c` using v1 .map.k")]
    [InlineData("a applies {'map': {'k': '1'}} \n b applies {'map': {'k': '1'}} \n a applies {'map': {'k': '2'}}", "`b` .map.k")]
    [InlineData("a applies {'set': ['x']} \n b applies {'set': ['y']}", "")]
    [InlineData("a applies {'free': {'m': {'x': 1}}} \n b applies {'free': {'m': [1]}}", "`a` .free.m")]
    [InlineData("a applies {'numbers': [1, 2.5]} \n b applies {'numbers': [1.0, 3]}", "")]
    public void Apply_OfWhatOthersOwn_ConflictsWhereItDiffers(string story, string conflicts) => Assert.Equal(
        conflicts,
        string.Join(", ", MergeStory.Of(story).Conflicts.Select(conflict => $"{conflict.Manager.Replace('"', '`')} {conflict.Field.Replace('"', '`')}").Order(StringComparer.Ordinal)));

    [Fact]
    public void Apply_WithSeveralConflicts_NamesFieldsOfALevelBeforeThoseBelow()
    {
        var manager = new FieldManager(MergeSchema.Thing);
        var first = manager.Apply(
            null, Json.Object("{'struct': {'name': 'x'}, 'atomicList': ['x'], 'map': {'k': '1'}}"), new FieldWrite("b", "v1", default), force: false).Object!;
        var second = manager.Apply(
            first, Json.Object("{'free': {'x': 1}}"), new FieldWrite("a", "v1", default) { Subresource = "status" }, force: false).Object!;

        var result = manager.Apply(
            second,
            Json.Object("{'struct': {'name': 'y'}, 'atomicList': ['y'], 'map': {'k': '2'}, 'free': {'x': 2}}"),
            new FieldWrite("c", "v1", default),
            force: false);

        Assert.Equal(
            "Apply failed with 4 conflicts: conflicts with \"a\" with subresource \"status\":\n- .free.x\nconflicts with \"b\":\n"
            + "- .atomicList\n- .map.k\n- .struct.name",
            result.ConflictMessage);
    }

    [Fact]
    public void SchemaThatMakesLeaves_MovesOwnershipUpAndNotBeside()
    {
        var story = MergeStory.Of("""
            a applies {'struct': {'name': 'x'}, 'map': {'k': '1'}, 'items': [{'name': 'i'}], 'set': ['s']}
            b applies {'struct': {'value': 1}}
            """).WithLeaves();

        story.Write("a", "applies", Json.Object("{'struct': {'name': 'x', 'value': 1}, 'map': {'k': '1'}, 'items': [{'name': 'i'}], 'set': ['s']}"));

        Assert.Empty(story.Conflicts);
        Assert.Equal("a {'f:items':{},'f:map':{},'f:set':{'v:`s`':{}},'f:struct':{}} b {'f:struct':{}}", story.Owners);
    }

    [Fact]
    public void Fields_ThatTheEndpointResets_AreNobodysThere()
    {
        var manager = new FieldManager(MergeSchema.Thing);
        var write = new FieldWrite("a", "v1", default) { Excluded = FieldSet.OfFields("struct", "maps.x") };
        var live = manager.Apply(null, Json.Object("{'struct': {'name': 'x'}, 'maps': {'x': {'k': '1'}, 'y': {'k': '1'}}}"), write, force: false).Object!;

        var result = manager.Apply(live, Json.Object("{'struct': {'name': 'y'}}"), write with { Manager = "b" }, force: false);

        Assert.Empty(result.Conflicts);
        Assert.Equal("{\"f:maps\":{\"f:y\":{\".\":{},\"f:k\":{}}}}", Assert.Single(ManagedFields.Read(live).Entries).Fields.ToString());
    }
}
